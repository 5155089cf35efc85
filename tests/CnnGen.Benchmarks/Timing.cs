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
    /// The best and the median times of two actions, in microseconds: some milliseconds of one, then of the other, again and again. Each begins when the process rests, and the first
    /// calls after that do not count.
    /// </summary>
    public static ((double Best, double Median) First, (double Best, double Median) Second) InTurns(int milliseconds, Action first, Action second)
    {
        const int Turn = 50;
        var times = (First: new List<double>(), Second: new List<double>());
        double spent = 0;
        do
        {
            spent += Measure(first, times.First, Turn) + Measure(second, times.Second, Turn);
        }
        while (times.First.Count < 5 || spent < milliseconds);
        return (BestAndMedian(times.First), BestAndMedian(times.Second));
    }

    private static double Measure(Action action, List<double> times, int milliseconds)
    {
        WaitForRest();
        action();
        action();
        long start = Stopwatch.GetTimestamp();
        do times.Add(Milliseconds(action) * 1000);
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>
    /// Waits until no thread of the process runs: threads that wait for the next call by spinning, ONNX Runtime's for some tenths of a second, would take a core from the other's turn,
    /// which no program that uses one of the two would see.
    /// </summary>
    private static void WaitForRest()
    {
        const int Milliseconds = 5;
        long start = Stopwatch.GetTimestamp();
        TimeSpan used;
        do
        {
            used = Environment.CpuUsage.TotalTime;
            Thread.Sleep(Milliseconds);
        }
        while ((Environment.CpuUsage.TotalTime - used).TotalMilliseconds > Milliseconds / 5.0 && Stopwatch.GetElapsedTime(start).TotalSeconds < 2);
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
