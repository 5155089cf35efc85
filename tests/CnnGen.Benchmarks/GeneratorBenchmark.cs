using System.Globalization;
using System.Reflection;
using CnnGen.Generator;
using CnnGen.Generator.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Benchmarks;

/// <summary>What a network of 100 layers costs a developer: at each save of models.json, at a build, and at the first prediction.</summary>
internal static class GeneratorBenchmark
{
    public static int Run(int rounds)
    {
        foreach (var (name, json) in DeepNetworks.All)
        {
            var plans = Plan(json);
            var files = Emit(plans);
            double front = Timing.MedianMilliseconds(rounds, () => FrontEnd.BuildGraphs(FrontEnd.ReadSpec(json, "Bench").Spec));
            double all = Timing.MedianMilliseconds(rounds, () => Emit(Plan(json)));
            byte[] image = [];
            double build = Timing.Milliseconds(() => image = Compile(files));
            double first = 0;
            double load = Timing.Milliseconds(() => first = FirstCall(image, name));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"bench generator.{name} layers={plans.Sum(plan => plan.Graph.Layers.Count)} characters={files.Sum(file => file.Text.Length)} front_ms={front:F1} generate_ms={all:F1} compile_ms={build:F0} first_predict_ms={first:F0} load_ms={load - first:F0}"));
        }

        return 0;
    }

    private static List<NetworkPlan> Plan(string json)
    {
        var graphs = FrontEnd.BuildGraphs(FrontEnd.ReadSpec(json, "Bench").Spec);
        if (graphs.Diagnostics.Count > 0) throw new InvalidOperationException(string.Join("\n", graphs.Diagnostics));
        return graphs.Graphs.Select(BackEnd.Plan).ToList();
    }

    private static List<(string Name, string Text)> Emit(List<NetworkPlan> plans) => plans.SelectMany(BackEnd.Emit).ToList();

    private static byte[] Compile(List<(string Name, string Text)> files)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "CnnGen.Runtime.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Bench" + Guid.NewGuid().ToString("N"),
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text)),
            references,
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success ? image.ToArray() : throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(5)));
    }

    /// <summary>The milliseconds of the first prediction: that is where the compiler makes machine code of the kernels.</summary>
    private static double FirstCall(byte[] image, string name)
    {
        var type = Assembly.Load(image).GetType("Bench." + name, throwOnError: true)!;
        using var network = (Network)Activator.CreateInstance(type, Device.Cpu(1))!;
        var pixels = new float[network.Description.InputLength];
        return Timing.Milliseconds(() => network.PredictMany(pixels));
    }
}
