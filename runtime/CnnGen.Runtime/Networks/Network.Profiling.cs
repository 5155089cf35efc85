using System.Diagnostics;

namespace CnnGen;

public abstract unsafe partial class Network
{
    private const int ProfileRounds = 20;
    private const int LimitRounds = 200;
    private static readonly TimeSpan s_profileTime = TimeSpan.FromSeconds(0.2);

    /// <summary>
    /// Where the time of predicting an image goes: the time of each layer, its share of what the processor can do at most, and the algorithm that computes it.
    /// Predicts some 20 times and more; each layer has the time of its fastest round.
    /// </summary>
    /// <param name="image">Height x width x channels, as the network takes it: scale and offset of "input" are not applied.</param>
    /// <exception cref="ArgumentException">The length is not the input's.</exception>
    /// <exception cref="NotSupportedException">The network does not run on the processor, or was generated without this.</exception>
    public NetworkProfile Profile(ReadOnlySpan<float> image)
    {
        CheckOne(image.Length, "floats");
        using var call = BeginCall();
        var steps = DescribeSteps();
        if (steps.Length == 0)
            throw new NotSupportedException($"The code of {Description.Name} does not describe its steps. Generate it with a current version of CnnGen.");
        image.CopyTo(_workspace.InputSpan(1));
        _workspace.OutputSpan(1);
        var device = Device as CpuDevice;
        var ticks = new long[steps.Length];
        var best = new long[steps.Length];
        Array.Fill(best, long.MaxValue);
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < ProfileRounds || Stopwatch.GetElapsedTime(start) < s_profileTime; round++)
        {
            _executor.Profile(_workspace.Input, _workspace.Output, ticks);
            for (var step = 0; step < ticks.Length; step++)
                best[step] = Math.Min(best[step], ticks[step]);
        }

        _activationsOfOneImage = true;
        _inspected = false;
        var threads = Description.SharesImages ? device!.Threads : 1;
        return new NetworkProfile(
            Description.Name, steps, best, CoreLimit.Measure(device!.VectorBits, LimitRounds), threads, spent => Stopwatch.GetElapsedTime(0, spent));
    }
}
