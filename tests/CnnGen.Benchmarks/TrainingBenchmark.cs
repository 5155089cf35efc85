using System.Diagnostics;
using System.Globalization;

namespace CnnGen.Benchmarks;

/// <summary>
/// Steps of <see cref="Network.Fit"/> with Adam, from the end of one batch to the end of the next: loading, forward, back, update. The share of the limit counts three times the forward's
/// multiply-adds. TorchSharp is no package of this project, and does not load where the C++ library is older than its own, so there is no peer: "-".
/// </summary>
internal static class TrainingBenchmark
{
    private const int Batches = 50;

    public static int Run(string filter, int milliseconds)
    {
        foreach (var (title, name, batch) in ((string, string, int)[])[("digits", "Digits", 64), ("localizer", "Localizer", 32)])
        {
            foreach (int threads in (int[])[1, 2])
            {
                string full = $"train.{title}.b{batch}.t{threads}";
                if (full.Contains(filter, StringComparison.OrdinalIgnoreCase)) Run(full, name, batch, threads, milliseconds);
            }
        }

        return 0;
    }

    private static void Run(string title, string name, int batch, int threads, int milliseconds)
    {
        double limit = CoreLimit.Measure(CpuDevice.WidestVectorBits, 500) * threads;
        using var network = BenchmarkedNetworks.Create(name, Device.Cpu(threads));
        Timing.WaitForCompiler();
        using var stop = new CancellationTokenSource();
        var times = new List<double>();
        long start = Stopwatch.GetTimestamp();
        long last = 0;
        network.Fit(Data(network, batch * Batches), new FitOptions
        {
            Epochs = int.MaxValue,
            BatchSize = batch,
            CancellationToken = stop.Token,
            // The time between epochs is no step's.
            OnEpochEnd = _ => last = 0,
            OnBatchEnd = _ =>
            {
                long now = Stopwatch.GetTimestamp();
                if (last > 0) times.Add(Stopwatch.GetElapsedTime(last, now).TotalMicroseconds);
                if (times.Count > 10 && Stopwatch.GetElapsedTime(start).TotalMilliseconds > milliseconds) stop.Cancel();
                last = Stopwatch.GetTimestamp();
            },
        });
        times.Sort();
        double median = times[times.Count / 2];
        double share = 3.0 * BenchmarkedNetworks.MultiplyAdds(name) * batch / median * 1e6 / limit;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"bench {title} ours_us={median:F1} best_us={times[0]:F1} peer_us=- ratio=- limit_share={share:F2} images_per_s={batch / median * 1e6:F0}"));
    }

    /// <summary>Numbers from 0 to 1, with a class or a box for each head.</summary>
    private static ArrayDataset Data(Network network, int count)
    {
        var random = new Random(3);
        var targets = new List<float>();
        for (int i = 0; i < count; i++)
        {
            foreach (var head in network.Description.Heads)
            {
                if (head.TargetLength == 1) targets.Add(random.Next(head.Length));
                else targets.AddRange([random.NextSingle() / 2, random.NextSingle() / 2, 0.5f + (random.NextSingle() / 2), 0.5f + (random.NextSingle() / 2)]);
            }
        }

        return new ArrayDataset(BenchmarkedNetworks.Images(network, count), [.. targets], network.Description.TargetLength);
    }
}
