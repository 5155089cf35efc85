using System.Globalization;

namespace CnnGen.Benchmarks;

/// <summary>Where the time of a prediction goes, layer by layer.</summary>
internal static class ProfileBenchmark
{
    public static int Run(string filter, int threads, int bits)
    {
        foreach (string name in (string[])["Digits", "Localizer", "ResNet18", "MobileNetV2", "SqueezeNet"])
        {
            if (!name.Contains(filter, StringComparison.OrdinalIgnoreCase)) continue;
            using var network = BenchmarkedNetworks.Create(name, Device.Cpu(threads, bits));
            var images = BenchmarkedNetworks.Images(network, 1);
            Console.Write(network.Profile(images));
            var (best, median) = Timing.BestAndMedianMicroseconds(500, () => network.PredictMany(images));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bench profile.{name}.t{threads} bits={bits} best_us={best:F1} median_us={median:F1} {Memory(network.Description)}"));
        }

        return 0;
    }

    /// <summary>What predicting holds: weights, their other forms, a worker's arena.</summary>
    private static string Memory(NetworkDescription description)
    {
        const double Mega = 1 << 18;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"weights_mb={description.WeightsLength / Mega:F1} derived_mb={description.PredictDerivedLength / Mega:F1} arena_mb={description.PredictArenaLength / Mega:F1}");
    }
}
