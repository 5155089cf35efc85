using System.Reflection;
using CnnGen.Generator;
using CnnGen.Generator.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Tool.Running;

/// <summary>Networks that are generated and compiled in memory, as a build would do it.</summary>
internal sealed class CompiledNetworks
{
    private readonly Assembly _assembly;

    /// <summary>A build makes code for all machines; this is for the vectors of this one, to run it at once.</summary>
    /// <exception cref="InvalidOperationException">The generated code does not compile, which is an error of the generator.</exception>
    public CompiledNetworks(IEnumerable<NetworkGraph> graphs)
        : this(graphs.SelectMany(graph => BackEnd.Emit(BackEnd.Plan(graph), Device.Cpu(threads: 1).VectorBits)), DiagnosticSeverity.Error)
    {
    }

    private CompiledNetworks(IEnumerable<(string Name, string Text)> files, DiagnosticSeverity refused)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, refused < DiagnosticSeverity.Error ? DocumentationMode.Diagnose : DocumentationMode.Parse);
        var compilation = CSharpCompilation.Create(
            "Networks" + Guid.NewGuid().ToString("N"), files.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Name)), References(),
            new CSharpCompilationOptions(
                Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        using var image = new MemoryStream();
        var found = compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= refused).Take(10).ToList();
        if (found.Count > 0)
            throw new InvalidOperationException($"The generated code does not compile: {string.Join("\n", found)}");
        _assembly = Assembly.Load(image.ToArray());
    }

    /// <summary>With code for vectors of every width, and any warning refused: how the generator's own code is tested.</summary>
    /// <exception cref="InvalidOperationException">The generated code does not compile, or the compiler warns.</exception>
    public static CompiledNetworks OfEveryWidth(IEnumerable<NetworkGraph> graphs) =>
        new(graphs.SelectMany(graph => BackEnd.Emit(BackEnd.Plan(graph))), DiagnosticSeverity.Warning);

    /// <summary>With code for GPUs, for which CnnGen.Ilgpu must be there, and for vectors of 128 bits; any warning is refused.</summary>
    /// <exception cref="InvalidOperationException">The generated code does not compile, or the compiler warns.</exception>
    public static CompiledNetworks WithGpu(IEnumerable<NetworkGraph> graphs) =>
        new(graphs.SelectMany(graph => BackEnd.Emit(BackEnd.Plan(graph, gpu: true), 128)), DiagnosticSeverity.Warning);

    /// <summary>An instance of a network on one thread.</summary>
    public Network Create(NetworkGraph graph) => Create(graph, Device.Cpu(threads: 1));

    /// <summary>An instance of a network.</summary>
    public Network Create(NetworkGraph graph, Device device) =>
        (Network)Activator.CreateInstance(_assembly.GetType($"{graph.Namespace}.{graph.Name}", throwOnError: true)!, device)!;

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "CnnGen.Runtime.dll" or "CnnGen.Ilgpu.dll" or "ILGPU.dll" or "ILGPU.Algorithms.dll" or "netstandard.dll"))
        .Select(path => MetadataReference.CreateFromFile(path));
}
