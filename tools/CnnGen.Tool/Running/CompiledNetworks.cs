using System.Reflection;
using CnnGen.Generator;
using CnnGen.Generator.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Tool.Running;

/// <summary>Networks that are generated and compiled in memory, as a build would do it, for the vectors of this machine.</summary>
internal sealed class CompiledNetworks
{
    private readonly Assembly _assembly;

    /// <exception cref="InvalidOperationException">The generated code does not compile, which is an error of the generator.</exception>
    public CompiledNetworks(IEnumerable<NetworkGraph> graphs)
    {
        // A build makes code for all machines; this is for this one.
        var bits = Device.Cpu(threads: 1).VectorBits;
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = graphs.SelectMany(graph => BackEnd.Emit(BackEnd.Plan(graph), bits)).Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.HintName));
        var compilation = CSharpCompilation.Create(
            "Networks" + Guid.NewGuid().ToString("N"), trees, References(),
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        using var image = new MemoryStream();
        var errors = compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(3).ToList();
        if (errors.Count > 0)
            throw new InvalidOperationException($"The generated code does not compile: {string.Join("\n", errors)}");
        _assembly = Assembly.Load(image.ToArray());
    }

    /// <summary>An instance of a network on one thread.</summary>
    public Network Create(NetworkGraph graph)
    {
        var type = _assembly.GetType($"{graph.Namespace}.{graph.Name}", throwOnError: true)!;
        return (Network)Activator.CreateInstance(type, Device.Cpu(threads: 1))!;
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "CnnGen.Runtime.dll" or "netstandard.dll"))
        .Select(path => MetadataReference.CreateFromFile(path));
}
