using System.Globalization;
using System.Reflection;
using CnnGen.Generator;

namespace CnnGen.Benchmarks;

/// <summary>What a network of 100 layers costs a developer: at each save of models.json, at a build, and at the first prediction.</summary>
internal static class GeneratorBenchmark
{
    public static int Run(int rounds)
    {
        foreach (var (name, json) in DeepNetworks.All)
        {
            var plans = GeneratedNetworks.Plan(json);
            var files = GeneratedNetworks.Emit(plans);
            double front = Timing.MedianMilliseconds(rounds, () => FrontEnd.BuildGraphs(FrontEnd.ReadSpec(json, GeneratedNetworks.Namespace).Spec));
            double all = Timing.MedianMilliseconds(rounds, () => GeneratedNetworks.Emit(GeneratedNetworks.Plan(json)));
            byte[] image = [];
            double build = Timing.Milliseconds(() => image = GeneratedNetworks.Compile(files));
            double first = 0;
            double load = Timing.Milliseconds(() => first = FirstCall(image, name));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"bench generator.{name} layers={plans.Sum(plan => plan.Graph.Layers.Count)} characters={files.Sum(file => file.Text.Length)} front_ms={front:F1} generate_ms={all:F1} compile_ms={build:F0} first_predict_ms={first:F0} load_ms={load - first:F0}"));
        }

        return 0;
    }

    /// <summary>The milliseconds of the first prediction: that is where the compiler makes machine code of the kernels.</summary>
    private static double FirstCall(byte[] image, string name)
    {
        using var network = GeneratedNetworks.Create(Assembly.Load(image), name, Device.Cpu(1));
        var pixels = new float[network.Description.InputLength];
        return Timing.Milliseconds(() => network.PredictMany(pixels));
    }
}
