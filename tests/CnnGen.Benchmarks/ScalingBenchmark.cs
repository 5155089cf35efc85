using System.Globalization;
using System.Reflection;

namespace CnnGen.Benchmarks;

/// <summary>How times grow: with the batch, the threads, the side of the image, the channels; and with narrower vectors.</summary>
internal static class ScalingBenchmark
{
    public static int Run(string filter, int milliseconds)
    {
        foreach (int batch in (int[])[1, 2, 4, 8, 16, 32, 64, 128, 256]) Time(filter, $"scaling.batch.digits.b{batch}", milliseconds, "Digits", batch, 1);
        foreach (var (name, batch) in ((string, int)[])[("Digits", 64), ("Localizer", 1), ("Localizer", 32), ("ResNet18", 1), ("MobileNetV2", 1), ("SqueezeNet", 1)])
        {
            foreach (int threads in (int[])[1, 2]) Time(filter, $"scaling.threads.{name.ToLowerInvariant()}.b{batch}.t{threads}", milliseconds, name, batch, threads);
        }

        foreach (int side in (int[])[14, 28, 56, 112, 224]) TimeConvolution(filter, $"scaling.side.{side}x{side}x32", milliseconds, side, 32);
        foreach (int channels in (int[])[8, 16, 31, 32, 33, 48, 64, 65, 96, 128]) TimeConvolution(filter, $"scaling.channels.56x56x{channels}", milliseconds, 56, channels);
        return 0;
    }

    public static int RunWidths(string filter, int milliseconds)
    {
        foreach (var (name, batch) in ((string, int)[])[("Digits", 1), ("Digits", 64), ("Localizer", 1), ("Localizer", 32), ("SqueezeNet", 1)])
        {
            foreach (int bits in (int[])[512, 256, 128])
            {
                string title = $"widths.{name.ToLowerInvariant()}.b{batch}.{bits}bits";
                if (bits > CpuDevice.WidestVectorBits || !title.Contains(filter, StringComparison.OrdinalIgnoreCase)) continue;
                using var network = BenchmarkedNetworks.Create(name, Device.Cpu(1, bits));
                Print(title, milliseconds, network, batch, BenchmarkedNetworks.MultiplyAdds(name), CoreLimit.Measure(bits, 500));
            }
        }

        return 0;
    }

    private static void Time(string filter, string title, int milliseconds, string name, int batch, int threads)
    {
        if (!title.Contains(filter, StringComparison.OrdinalIgnoreCase)) return;
        using var network = BenchmarkedNetworks.Create(name, Device.Cpu(threads));
        Print(title, milliseconds, network, batch, BenchmarkedNetworks.MultiplyAdds(name), CoreLimit.Measure(CpuDevice.WidestVectorBits, 500) * threads);
    }

    /// <summary>One convolution of 3 x 3 with as many outputs as inputs.</summary>
    private static void TimeConvolution(string filter, string title, int milliseconds, int side, int channels)
    {
        if (!title.Contains(filter, StringComparison.OrdinalIgnoreCase)) return;
        var plans = GeneratedNetworks.Plan(
            $$"""{ "models": { "One": { "input": { "shape": [{{side}}, {{side}}, {{channels}}] }, "layers": [{ "type": "Conv2D", "filters": {{channels}}, "kernel_size": 3, "padding": "same" }] } } }""");
        using var network = GeneratedNetworks.Create(Assembly.Load(GeneratedNetworks.Compile(GeneratedNetworks.Emit(plans))), "One", Device.Cpu(1));
        Print(title, milliseconds, network, 1, plans[0].Graph.Layers.Sum(layer => layer.MultiplyAdds), CoreLimit.Measure(CpuDevice.WidestVectorBits, 500));
    }

    private static void Print(string title, int milliseconds, Network network, int batch, long multiplyAdds, double limit)
    {
        var images = BenchmarkedNetworks.Images(network, batch);
        var (best, median) = Timing.BestAndMedianMicroseconds(milliseconds, () => network.PredictMany(images));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"bench {title} best_us={best:F1} median_us={median:F1} us_per_image={best / batch:F2} limit_share={multiplyAdds * batch / best * 1e6 / limit:F2}"));
    }
}
