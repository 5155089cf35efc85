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

    // Drivers compile each kernel of each case, which takes a processor's some tenths of a second, and the simulator has a thread of the system for each of a group's:
    // a case on each is for every day, all where CNNGEN_ALL_CASES is 1.
    private static readonly bool s_allOnDevices = Environment.GetEnvironmentVariable("CNNGEN_ALL_CASES") == "1";

    /// <summary>The cases that run on other devices than the processor.</summary>
    private static IEnumerable<LayerCase> GpuCases => OnDevices.Select(pair => pair.Case).Distinct();

    /// <summary>Cases and the devices that they run on: another case on each, where there are as many.</summary>
    public static IEnumerable<(LayerCase Case, string Device)> OnDevices
    {
        get
        {
            LayerCase[] all = [.. TCases.All];
            return TestDevices.Names.SelectMany((device, index) => TestDevices.IsGpu(device) || s_allOnDevices
                ? all.Select(item => (item, device))
                : [(all[all.Length - 1 - (index * all.Length / TestDevices.Names.Count)], device)]);
        }
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
