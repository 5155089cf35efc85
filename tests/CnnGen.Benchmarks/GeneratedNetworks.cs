using System.Reflection;
using CnnGen.Generator;
using CnnGen.Generator.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Benchmarks;

/// <summary>Networks from the text of a models.json, generated and compiled in memory.</summary>
internal static class GeneratedNetworks
{
    public const string Namespace = "Bench";

    public static List<NetworkPlan> Plan(string json)
    {
        var reading = FrontEnd.ReadSpec(json, Namespace);
        var graphs = FrontEnd.BuildGraphs(reading.Spec);
        if (reading.Diagnostics.Count + graphs.Diagnostics.Count > 0) throw new InvalidOperationException(string.Join("\n", reading.Diagnostics.Concat(graphs.Diagnostics)));
        return graphs.Graphs.Select(graph => BackEnd.Plan(graph)).ToList();
    }

    public static List<(string Name, string Text)> Emit(List<NetworkPlan> plans) => plans.SelectMany(plan => BackEnd.Emit(plan)).ToList();

    public static byte[] Compile(List<(string Name, string Text)> files)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "CnnGen.Runtime.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            Namespace + Guid.NewGuid().ToString("N"),
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text)),
            references,
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success ? image.ToArray() : throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(5)));
    }

    public static Network Create(Assembly assembly, string name, Device device) =>
        (Network)Activator.CreateInstance(assembly.GetType($"{Namespace}.{name}", throwOnError: true)!, device)!;
}
