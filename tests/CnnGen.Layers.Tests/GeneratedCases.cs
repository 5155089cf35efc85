using CnnGen.Generator.Graph;

namespace CnnGen.Layers.Tests;

/// <summary>The cases of a kind, generated and compiled once.</summary>
internal static class GeneratedCases<TCases>
    where TCases : ICases
{
    private const string Namespace = "CnnGen.Generated.Cases";

    private static readonly Lazy<(GeneratedAssembly Assembly, Dictionary<string, NetworkGraph> Graphs)> s_all = new(() =>
    {
        var graphs = ModelsFile.Read(Namespace, TCases.All.Select(item => item.Json));
        return (new GeneratedAssembly(graphs), graphs.ToDictionary(graph => graph.Name));
    });

    private static readonly Lazy<GeneratedAssembly> s_gpu = new(() =>
    {
        CnnGen.Ilgpu.IlgpuDevices.Register();
        return new GeneratedAssembly(ModelsFile.Read(Namespace, GpuCases.Select(item => item.Json)), gpu: true);
    });

    // Drivers compile each kernel of each case: the first and the last cases and some between them are enough for every machine.
    private const int MostGpuCases = 8;

    /// <summary>The cases that run on other devices than the processor: all of them where CNNGEN_ALL_CASES is 1.</summary>
    public static IReadOnlyList<LayerCase> GpuCases
    {
        get
        {
            LayerCase[] all = [.. TCases.All];
            if (all.Length <= MostGpuCases || Environment.GetEnvironmentVariable("CNNGEN_ALL_CASES") == "1") return all;
            return [.. Enumerable.Range(0, MostGpuCases).Select(i => all[i * (all.Length - 1) / (MostGpuCases - 1)])];
        }
    }

    /// <summary>A network with code for GPUs.</summary>
    public static Network CreateForGpu(LayerCase item) => s_gpu.Value.Create($"{Namespace}.{item.Name}", vectorBits: 128);

    public static NetworkGraph Graph(LayerCase item) => s_all.Value.Graphs[item.Name];

    public static Network Create(LayerCase item, int vectorBits, int threads = 1) =>
        s_all.Value.Assembly.Create($"{Namespace}.{item.Name}", vectorBits, threads);
}
