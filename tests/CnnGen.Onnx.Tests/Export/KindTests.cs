using CnnGen.Generator.Layers;
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
    public void Every_activation_can_be_exported() =>
        Assert.Equal(Generator.Elementwise.Activations.Names.Order(StringComparer.Ordinal), Activations.Names.Order(StringComparer.Ordinal));
}
