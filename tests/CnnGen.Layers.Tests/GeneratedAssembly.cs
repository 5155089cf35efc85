using System.Reflection;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Layers.Tests;

/// <summary>Generates networks, compiles them in memory, warnings being errors, and makes instances of them.</summary>
internal sealed class GeneratedAssembly
{
    private readonly Assembly _assembly;

    /// <param name="gpu">Whether with code for GPUs; the processor's is then for vectors of 128 bits alone.</param>
    public GeneratedAssembly(IEnumerable<NetworkGraph> graphs, bool gpu = false)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
        var trees = graphs.SelectMany(graph => Emitter.Emit(PlanBuilder.Build(graph, gpu), gpu ? [128] : [512, 256, 128]))
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.HintName)).ToList();
        var compilation = CSharpCompilation.Create(
            "Generated" + Guid.NewGuid().ToString("N"), trees, References(),
            new CSharpCompilationOptions(
                Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var found = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Take(10).ToList();
        Assert.True(found.Count == 0, string.Join("\n", found));
        _assembly = Assembly.Load(image.ToArray());
    }

    /// <summary>An instance of a network on so many threads with vectors of so many bits.</summary>
    public Network Create(string fullName, int vectorBits, int threads = 1)
    {
        var type = _assembly.GetType(fullName, throwOnError: true)!;
        return (Network)Activator.CreateInstance(type, Device.Cpu(threads, vectorBits))!;
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "CnnGen.Runtime.dll" or "CnnGen.Ilgpu.dll" or "ILGPU.dll" or "ILGPU.Algorithms.dll" or "netstandard.dll")
        .Select(path => MetadataReference.CreateFromFile(path));
}
