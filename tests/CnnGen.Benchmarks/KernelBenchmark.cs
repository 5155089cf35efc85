using System.Globalization;
using System.Reflection;

namespace CnnGen.Benchmarks;

/// <summary>
/// Predictions on one thread: the best and the median time, and the multiply-adds a second counted as a direct computation of every output would
/// need them, so that an algorithm that needs fewer shows more than the machine's limit.
/// </summary>
internal static class KernelBenchmark
{
    public static int Run(string filter, int bits, int milliseconds)
    {
        double limit = CoreLimit.Measure(CpuDevice.WidestVectorBits, 2000) / 1e9;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bench kernels.limit gmacs={limit:F1} bits={CpuDevice.WidestVectorBits}"));
        var items = KernelNetworks.Samples().Concat(KernelNetworks.Convolutions()).Concat(KernelNetworks.Others())
            .Where(item => item.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var group in items.GroupBy(item => item.Name))
        {
            var plans = GeneratedNetworks.Plan($$"""{ "models": { {{group.First().Json}} } }""");
            var assembly = Assembly.Load(GeneratedNetworks.Compile(GeneratedNetworks.Emit(plans)));
            using var network = GeneratedNetworks.Create(assembly, group.Key, Device.Cpu(1, bits));
            long multiplyAdds = plans[0].Graph.Layers.Sum(layer => layer.MultiplyAdds);
            foreach (var item in group)
            {
                var images = new float[item.Batch * network.Description.InputLength];
                for (int i = 0; i < images.Length; i++) images[i] = MathF.Sin(i);
                var (best, median) = Timing.BestAndMedianMicroseconds(milliseconds, () => network.PredictMany(images));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"bench kernels.{item.Name}.b{item.Batch} bits={bits} best_us={best:F1} median_us={median:F1} gmacs={multiplyAdds * item.Batch / best / 1e3:F1}"));
            }
        }

        return 0;
    }
}
