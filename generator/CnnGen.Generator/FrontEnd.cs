using System.Collections.Generic;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator;

/// <summary>What is known of a file after its JSON is read.</summary>
/// <param name="Names">The full names of all networks, those in error too.</param>
internal sealed record FileReading(FileSpec Spec, EquatableArray<NetworkName> Names, EquatableArray<DiagnosticInfo> Diagnostics);

internal sealed record NetworkName(string FullName, TextSpan Span);

/// <summary>What is known of a file after its networks are checked.</summary>
internal sealed record FileGraphs(EquatableArray<NetworkGraph> Graphs, EquatableArray<DiagnosticInfo> Diagnostics);

/// <summary>The way from the text of a models.json to checked graphs, the same for every host.</summary>
internal static class FrontEnd
{
    public static FileReading ReadSpec(string text, string? rootNamespace)
    {
        var diagnostics = new DiagnosticBag();
        var spec = SpecReader.Read(JsonReader.Read(text, diagnostics), rootNamespace, diagnostics);
        var names = new List<NetworkName>();
        foreach (var network in spec.Networks) names.Add(new NetworkName(network.FullName, network.NameSpan));
        return new FileReading(spec, names.ToEquatableArray(), diagnostics.ToEquatableArray());
    }

    /// <summary>The graphs of a file whose bases, if it has some, are its own.</summary>
    public static FileGraphs BuildGraphs(FileSpec file) => BuildGraphs(file, new BaseLibrary([file]).Of(file));

    public static FileGraphs BuildGraphs(FileSpec file, BaseSet bases)
    {
        var expansion = new BaseExpansion();
        var diagnostics = new DiagnosticBag();
        var graphs = new List<NetworkGraph>();
        foreach (var declared in file.Networks)
        {
            var network = declared.Base is null ? declared : expansion.Expand(declared, bases.Find(declared.FullName), diagnostics);
            if (network is null) continue;
            if (GraphBuilder.Build(network, diagnostics) is { } graph && Budgets.Check(graph, network, diagnostics)) graphs.Add(graph);
        }

        return new FileGraphs(graphs.ToEquatableArray(), diagnostics.ToEquatableArray());
    }
}
