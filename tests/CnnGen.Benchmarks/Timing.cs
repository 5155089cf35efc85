using System.Diagnostics;

namespace CnnGen.Benchmarks;

/// <summary>Wall-clock times of actions.</summary>
internal static class Timing
{
    /// <summary>The median of so many rounds, in milliseconds, after one that does not count.</summary>
    public static double MedianMilliseconds(int rounds, Action action)
    {
        action();
        var times = new double[rounds];
        for (int i = 0; i < rounds; i++) times[i] = Milliseconds(action);
        Array.Sort(times);
        return times[rounds / 2];
    }

    public static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
