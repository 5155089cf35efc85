using System.Globalization;
using CnnGen.Generator;
using CnnGen.Generator.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Tool.Running;

/// <summary>Networks of a models.json text, checked by the generator's own front end.</summary>
internal static class DeclaredNetworks
{
    /// <exception cref="InvalidDataException">There is an error in the text; the message has its lines and columns.</exception>
    public static IReadOnlyList<NetworkGraph> Read(string text, string path, string rootNamespace)
    {
        var reading = FrontEnd.ReadSpec(text, rootNamespace);
        var graphs = FrontEnd.BuildGraphs(reading.Spec);
        var source = SourceText.From(text);
        var errors = reading.Diagnostics.Concat(graphs.Diagnostics).Select(found => LineOf(path, found.At(path, source))).Take(10).ToList();
        return errors.Count == 0 ? [.. graphs.Graphs] : throw new InvalidDataException(string.Join("\n", errors));
    }

    /// <summary>A diagnostic as a compiler prints it.</summary>
    public static string LineOf(string path, Diagnostic diagnostic)
    {
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{path}({start.Line + 1},{start.Character + 1}): error {diagnostic.Id}: {message}");
    }
}
