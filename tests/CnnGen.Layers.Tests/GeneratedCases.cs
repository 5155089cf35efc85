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

    private static readonly Lazy<(CompiledNetworks Compiled, Dictionary<string, NetworkGraph> Graphs)> s_gpu = new(() =>
    {
        // All are read, since a case may stand on another one.
        var names = GpuCases.Select(item => item.Name).ToHashSet();
        NetworkGraph[] graphs = [.. ModelsFile.Read(Namespace, TCases.All.Select(item => item.Json)).Where(graph => names.Contains(graph.Name))];
        return (CompiledNetworks.WithGpu(graphs), graphs.ToDictionary(graph => graph.Name));
    });

    // Drivers compile each kernel of each case, which takes a processor's some tenths of a second: few cases are for every day, all where CNNGEN_ALL_CASES is 1.
    private const int MostGpuCases = 3;

    /// <summary>The cases that run on other devices than the processor.</summary>
    private static IReadOnlyList<LayerCase> GpuCases => Sample(MostGpuCases);

    /// <summary>Cases and the devices that they run on.</summary>
    public static IEnumerable<(LayerCase Case, string Device)> OnDevices => TestDevices.Names.SelectMany(device =>
        (TestDevices.CompilesSlowly(device) ? Sample(1) : GpuCases).Select(item => (item, device)));

    /// <summary>The last case, and others that are spread over all.</summary>
    private static IReadOnlyList<LayerCase> Sample(int most)
    {
        LayerCase[] all = [.. TCases.All];
        if (all.Length <= most || Environment.GetEnvironmentVariable("CNNGEN_ALL_CASES") == "1") return all;
        return [.. Enumerable.Range(1, most).Select(i => all[(i * all.Length / most) - 1])];
    }

    /// <summary>A network with code for GPUs.</summary>
    public static (NetworkGraph Graph, Network Network) CreateForGpu(LayerCase item)
    {
        var graph = s_gpu.Value.Graphs[item.Name];
        return (graph, s_gpu.Value.Compiled.Create(graph, Device.Cpu(threads: 1, vectorBits: 128)));
    }

    public static NetworkGraph Graph(LayerCase item) => s_all.Value.Graphs[item.Name];

    public static Network Create(LayerCase item, int vectorBits, int threads = 1) =>
        s_all.Value.Compiled.Create(Graph(item), Device.Cpu(threads, vectorBits));
}
