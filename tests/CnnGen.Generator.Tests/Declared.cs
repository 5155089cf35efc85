using System.Runtime.CompilerServices;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Tests;

/// <summary>Networks as tests declare them, taken through the stages.</summary>
internal static class Declared
{
    /// <summary>The folder that holds models.json and docs.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The repository's own networks, which come and go.</summary>
    public static string RootModels { get; } = File.ReadAllText(Path.Combine(Root, "models.json"));

    /// <summary>The course's network and one with two heads, as tests edit them.</summary>
    public static string TwoNetworks { get; } = File.ReadAllText(Path.Combine(Root, "tests", "CnnGen.Generator.Tests", "TwoNetworks.json"));

    public static FileGraphs Read(string text, string? rootNamespace = "Tests")
    {
        var reading = FrontEnd.ReadSpec(text, rootNamespace);
        var graphs = FrontEnd.BuildGraphs(reading.Spec);
        return graphs with { Diagnostics = reading.Diagnostics.Concat(graphs.Diagnostics).ToEquatableArray() };
    }

    /// <summary>The graphs of a text that has no errors.</summary>
    public static IReadOnlyList<NetworkGraph> Graphs(string text, string rootNamespace = "Tests")
    {
        var read = Read(text, rootNamespace);
        Assert.Equal([], Messages(text, rootNamespace));
        return [.. read.Graphs];
    }

    /// <summary>"CNN003 4:5 message" for each diagnostic, lines and columns from 1 as compilers print them.</summary>
    public static string[] Messages(string text, string? rootNamespace = "Tests") =>
        [.. Read(text, rootNamespace).Diagnostics.Select(diagnostic => Message(diagnostic, text))];

    public static string Message(DiagnosticInfo info, string text) => Message(info.At("models.json", SourceText.From(text)));

    public static string Message(Diagnostic diagnostic)
    {
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return $"{diagnostic.Id} {start.Line + 1}:{start.Character + 1} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    private static string FindRoot([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
