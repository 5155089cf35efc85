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

    /// <summary>The best and the median of as many rounds as fit the time, after as many milliseconds of warming up as a tenth of it.</summary>
    public static (double Best, double Median) BestAndMedianMicroseconds(int milliseconds, Action action)
    {
        long start = Stopwatch.GetTimestamp();
        do action();
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds / 10);
        var times = new List<double>();
        start = Stopwatch.GetTimestamp();
        do times.Add(Milliseconds(action) * 1000);
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds);
        times.Sort();
        return (times[0], times[times.Count / 2]);
    }

    public static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
