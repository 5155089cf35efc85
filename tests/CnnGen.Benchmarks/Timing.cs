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
        return BestAndMedian(times);
    }

    /// <summary>
    /// The best and the median times of two actions, in microseconds: a few milliseconds of one, then of the other, again and again. Threads that one of them leaves spinning have time to
    /// fall asleep in between, and the first call after the pause does not count.
    /// </summary>
    public static ((double Best, double Median) First, (double Best, double Median) Second) InTurns(int milliseconds, Action first, Action second)
    {
        const int Turn = 20;
        var times = (First: new List<double>(), Second: new List<double>());
        long start = Stopwatch.GetTimestamp();
        do
        {
            Measure(first, times.First, Turn);
            Measure(second, times.Second, Turn);
        }
        while (times.First.Count < 5 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds);
        return (BestAndMedian(times.First), BestAndMedian(times.Second));
    }

    private static void Measure(Action action, List<double> times, int milliseconds)
    {
        Thread.Sleep(3);
        action();
        long start = Stopwatch.GetTimestamp();
        do times.Add(Milliseconds(action) * 1000);
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds);
    }

    private static (double Best, double Median) BestAndMedian(List<double> times)
    {
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
