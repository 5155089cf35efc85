using System.Runtime.Intrinsics;
using CnnGen.Generator.Graph;
using CnnGen.Layers.Tests.Reference;
using CnnGen.Tool.Running;

namespace CnnGen.Layers.Tests;

/// <summary>Tensors of a megabyte, so that calls go through their rows together: windows that overlap, strides, a pooling, rows that are joined, rows that no band divides.</summary>
public sealed class BandTests
{
    private static readonly Lazy<(CompiledNetworks Compiled, IReadOnlyList<NetworkGraph> Graphs)> s_networks = new(() =>
    {
        var graphs = ModelsFile.Read("CnnGen.Generated.Bands",
        [
            """
            "Bands": { "input": { "shape": [60, 72, 1] }, "layers": [
              { "type": "Conv2D", "filters": 64, "kernel_size": 3, "padding": "same", "activation": "relu" },
              { "type": "DepthwiseConv2D", "kernel_size": 3, "padding": "same", "activation": "relu" },
              { "type": "Conv2D", "filters": 2, "kernel_size": 1 }] }
            """,
            """
            "PooledBands": { "input": { "shape": [133, 131, 1] }, "layers": [
              { "type": "Conv2D", "filters": 64, "kernel_size": 3, "strides": 2, "activation": "relu" },
              { "type": "MaxPooling2D", "pool_size": 3, "strides": 2, "padding": "same" },
              { "type": "Conv2D", "filters": 2, "kernel_size": 1 }] }
            """,
        ]);
        return (CompiledNetworks.OfEveryWidth(graphs), graphs);
    });

    [Theory]
    [InlineData("Bands", 512)]
    [InlineData("Bands", 256)]
    [InlineData("Bands", 128)]
    [InlineData("PooledBands", 512)]
    [InlineData("PooledBands", 256)]
    [InlineData("PooledBands", 128)]
    public void Outputs_are_those_of_the_reference_in_any_parts(string name, int bits)
    {
        Assert.SkipWhen(bits == 512 && !Vector512.IsHardwareAccelerated || bits == 256 && !Vector256.IsHardwareAccelerated, $"This machine has no vectors of {bits} bits.");
        var graph = s_networks.Value.Graphs.Single(graph => graph.Name == name);
        using var network = s_networks.Value.Compiled.Create(graph, Device.Cpu(threads: 1, vectorBits: bits));
        using var shared = s_networks.Value.Compiled.Create(graph, Device.Cpu(threads: 2, vectorBits: bits));
        // Of the first the border around the image and all three layers, of the second the first two layers and the last.
        Assert.Equal(2, network.Description.StepParts.Length);
        network.ResetWeights(5);
        shared.ResetWeights(5);
        var image = Enumerable.Range(0, network.Description.InputLength).Select(i => MathF.Sin(i)).ToArray();
        var reference = new ReferenceNetwork(graph);
        foreach (var tensor in reference.Tensors)
        {
            var parameter = network.Description.Parameters.Single(parameter => parameter.Name == tensor.Name);
            for (int i = 0; i < tensor.Values.Length; i++) tensor.Values[i] = network.Store.Tensor(parameter)[i];
        }

        var expected = reference.Predict([[.. image.Select(value => (double)value)]]).Single();
        var output = network.PredictOne(image).ToArray();
        double largest = expected.Max(Math.Abs);
        Assert.All(expected.Zip(output), pair => Assert.InRange(pair.Second, pair.First - (1e-5 * largest), pair.First + (1e-5 * largest)));
        Assert.Equal(output, shared.PredictOne(image).ToArray());
        Assert.Equal(output, PredictedInParts.Of(network, image, bits));
    }
}
