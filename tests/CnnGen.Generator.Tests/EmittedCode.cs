using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Generator.Tests;

/// <summary>Emitted files as a project compiles them.</summary>
internal static class EmittedCode
{
    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "CnnGen.Runtime.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The files of all networks of a text.</summary>
    public static IReadOnlyList<(string Name, string Text)> Files(string text, string rootNamespace = "Tests") =>
        [.. Declared.Graphs(text, rootNamespace).SelectMany(graph => BackEnd.Emit(BackEnd.Plan(graph)))];

    public static CSharpCompilation Compile(IEnumerable<(string Name, string Text)> files, bool checkOverflow = false)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
        return CSharpCompilation.Create(
            "Emitted",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text, parsing, file.Name, cancellationToken: TestContext.Current.CancellationToken)),
            s_references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                checkOverflow: checkOverflow,
                allowUnsafe: true,
                warningLevel: 9999,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Errors and warnings, as the compiler prints them.</summary>
    public static IEnumerable<string> Complaints(CSharpCompilation compilation) =>
        compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(found => found.Severity >= DiagnosticSeverity.Warning)
            .Select(found => found.ToString());
}
