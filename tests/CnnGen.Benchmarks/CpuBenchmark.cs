using System.Globalization;

namespace CnnGen.Benchmarks;

/// <summary>
/// Predictions beside ONNX Runtime's, with the same weights and as many threads, in turns: whatever else the machine does meets both. Outputs are compared first.
/// </summary>
internal static class CpuBenchmark
{
    private const double Tolerance = 1e-4;

    private static readonly (string Case, string Network, int Batch)[] s_cases =
    [
        ("digits", "Digits", 1), ("digits", "Digits", 64), ("localizer", "Localizer", 1), ("localizer", "Localizer", 32),
        ("resnet18", "ResNet18", 1), ("mobilenetv2", "MobileNetV2", 1), ("squeezenet", "SqueezeNet", 1),
    ];

    public static int Run(string filter, int milliseconds)
    {
        double limit = CoreLimit.Measure(CpuDevice.WidestVectorBits, 2000) / 1e9;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bench cpu.limit gmacs={limit:F1} bits={CpuDevice.WidestVectorBits}"));
        foreach (var (name, network, batch) in s_cases)
        {
            foreach (int threads in (int[])[1, 2])
            {
                string title = $"cpu.{name}.b{batch}.t{threads}";
                if (title.Contains(filter, StringComparison.OrdinalIgnoreCase)) Run(title, network, batch, threads, limit, milliseconds);
            }
        }

        return 0;
    }

    private static void Run(string title, string name, int batch, int threads, double limit, int milliseconds)
    {
        using var network = BenchmarkedNetworks.Create(name, Device.Cpu(threads));
        var images = BenchmarkedNetworks.Images(network, batch);
        using var peer = new PeerSession(network, images, batch, threads);
        peer.Run();
        double difference = Difference(network, network.PredictMany(images), peer.Outputs, batch);
        if (!(difference <= Tolerance))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{title}: outputs differ from ONNX Runtime's by {difference:g3}; at most {Tolerance} is allowed."));
        var (ours, theirs) = Timing.InTurns(milliseconds, () => network.PredictMany(images), peer.Run);
        double share = BenchmarkedNetworks.MultiplyAdds(name) * batch / ours.Median / 1e3 / (limit * threads);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"bench {title} ours_us={ours.Median:F1} peer_us={theirs.Median:F1} ratio={theirs.Median / ours.Median:F2} limit_share={share:F2} best_ratio={theirs.Best / ours.Best:F2}"));
    }

    /// <summary>The largest difference of a head's outputs, over its largest output.</summary>
    private static double Difference(Network network, ReadOnlySpan<float> outputs, IReadOnlyList<float[]> expected, int batch)
    {
        double worst = 0;
        int offset = 0;
        for (int head = 0; head < expected.Count; head++)
        {
            int length = network.Description.Heads[head].Length;
            double difference = 0, largest = 0;
            for (int i = 0; i < batch * length; i++)
            {
                float value = outputs[(i / length * network.Description.OutputLength) + offset + (i % length)];
                difference = Math.Max(difference, Math.Abs(value - expected[head][i]));
                largest = Math.Max(largest, Math.Abs(expected[head][i]));
            }

            // A NaN on either side would get lost in a maximum.
            worst = double.IsFinite(outputs[offset]) && largest > 0 ? Math.Max(worst, difference / largest) : double.NaN;
            offset += length;
        }

        return worst;
    }
}
