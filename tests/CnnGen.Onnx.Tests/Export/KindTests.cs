using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Layers.Tests;
using CnnGen.Onnx.Export;

namespace CnnGen.Onnx.Tests.Export;

/// <summary>What can be exported, said in one place.</summary>
public sealed class KindTests
{
    /// <summary>Kinds without a translator. Networks with one are refused.</summary>
    private static readonly string[] s_withoutTranslator = [];

    [Fact]
    public void Every_kind_has_a_translator_or_is_in_the_list_of_those_that_have_none() =>
        Assert.Equal(s_withoutTranslator.Order(StringComparer.Ordinal), LayerKinds.Types.Except(LayerTranslators.Kinds).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_translator_is_of_a_kind() => Assert.Empty(LayerTranslators.Kinds.Except(LayerKinds.Types));

    [Fact]
    public void A_layer_of_an_unknown_kind_is_refused_by_name()
    {
        using var network = new DescribedNetwork(Graph(), kind: "Capsule");
        Assert.StartsWith("Layer \"flatten_1\" of Net is a Capsule, which can't be exported to ONNX; kinds that can: Conv2D, ", Refusal(network), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_does_not_describe_its_graph_is_refused_with_what_to_do()
    {
        using var network = new DescribedNetwork(Graph(), hasGraph: false);
        Assert.Contains("build its project again", Refusal(network), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_activation_can_be_exported() =>
        Assert.Equal(Generator.Elementwise.Activations.Names.Order(StringComparer.Ordinal), Activations.Names.Order(StringComparer.Ordinal));

    private static NetworkGraph Graph() =>
        ModelsFile.Read("Kinds", [
        """
        "Net": { "input": { "shape": [1, 1, 2] }, "layers": [{ "type": "Flatten" }] }
        """]).Single();

    private static string Refusal(Network network) => Assert.Throws<NotSupportedException>(() => Exported.Bytes(network)).Message;
}
