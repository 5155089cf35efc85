using CnnGen.Generator.Graph;
using CnnGen.Tool.Running;

namespace CnnGen.Layers.Tests;

/// <summary>The cases of a kind, generated and compiled once.</summary>
internal static class GeneratedCases<TCases>
    where TCases : ICases
{
    private const string Namespace = "CnnGen.Generated.Cases";

    private static readonly Lazy<(CompiledNetworks Compiled, Dictionary<string, NetworkGraph> Graphs)> s_all = new(() =>
    {
        var graphs = ModelsFile.Read(Namespace, TCases.All.Select(item => item.Json));
        return (CompiledNetworks.OfEveryWidth(graphs), graphs.ToDictionary(graph => graph.Name));
    });

    public static NetworkGraph Graph(LayerCase item) => s_all.Value.Graphs[item.Name];

    public static Network Create(LayerCase item, int vectorBits, int threads = 1) =>
        s_all.Value.Compiled.Create(Graph(item), Device.Cpu(threads, vectorBits));
}
