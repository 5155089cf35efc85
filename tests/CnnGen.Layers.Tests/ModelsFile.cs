using CnnGen.Generator;
using CnnGen.Generator.Graph;

namespace CnnGen.Layers.Tests;

/// <summary>Networks written as in models.json, read by the generator's own front end.</summary>
internal static class ModelsFile
{
    public static IReadOnlyList<NetworkGraph> Read(string @namespace, IEnumerable<string> networks)
    {
        string text = $$"""{ "namespace": "{{@namespace}}", "models": { {{string.Join(",\n", networks)}} } }""";
        var reading = FrontEnd.ReadSpec(text, null);
        var graphs = FrontEnd.BuildGraphs(reading.Spec);
        var problems = reading.Diagnostics.Concat(graphs.Diagnostics)
            .Select(problem => $"{problem} at: {text.Substring(problem.Span.Start, Math.Min(200, text.Length - problem.Span.Start))}").Take(3).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems));
        return [.. graphs.Graphs];
    }
}
