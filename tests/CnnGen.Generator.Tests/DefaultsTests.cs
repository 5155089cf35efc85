using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.Conv2D;
using CnnGen.Generator.Layers.Conv2DTranspose;
using CnnGen.Generator.Layers.Dense;
using CnnGen.Generator.Layers.DepthwiseConv2D;
using CnnGen.Generator.Layers.MaxPooling2D;
using CnnGen.Generator.Layers.SeparableConv2D;
using CnnGen.Generator.Spec.Keys;
using static CnnGen.Generator.Tests.MarkedText;

namespace CnnGen.Generator.Tests;

/// <summary>What a missing key means, compared with Keras 3's signatures.</summary>
public sealed class DefaultsTests
{
    [Fact]
    public void Layers()
    {
        Assert.Equal(
            new Conv2DAttributes(4, 3, 3, 1, 1, Padding.Valid, true, "linear"),
            First("""{ "type": "Conv2D", "filters": 4, "kernel_size": 3 }"""));
        Assert.Equal(
            new DepthwiseConv2DAttributes(new Size(3, 3), new Size(1, 1), Padding.Valid, 1, true, "linear"),
            First("""{ "type": "DepthwiseConv2D", "kernel_size": 3 }"""));
        Assert.Equal(
            new SeparableConv2DAttributes(4, new Size(3, 3), new Size(1, 1), Padding.Valid, 1, true, "linear"),
            First("""{ "type": "SeparableConv2D", "filters": 4, "kernel_size": 3 }"""));
        Assert.Equal(
            new Conv2DTransposeAttributes(4, new Size(3, 3), new Size(1, 1), false, null, true, "linear"),
            First("""{ "type": "Conv2DTranspose", "filters": 4, "kernel_size": 3 }"""));
        Assert.Equal(new MaxPooling2DAttributes(2, 2, 2, 2, Padding.Valid), First("""{ "type": "MaxPooling2D" }"""));
        Assert.Equal(new MaxPooling2DAttributes(3, 1, 3, 1, Padding.Valid), First("""{ "type": "MaxPooling2D", "pool_size": [3, 1] }"""));
        Assert.Equal(
            new DenseAttributes(7, true, "linear"),
            GraphOf(OfLayers("""{ "type": "Flatten" }, { "type": "Dense", "units": 7 }""")).Layers[1].Attributes);
        Assert.True(GraphOf(OfLayers("""{ "type": "Flatten" }""")).Layers.Single().Trainable);
    }

    [Theory]
    [InlineData("\"same\"", "Same")]
    [InlineData("0", "Valid")]
    [InlineData("2", "2,2,2,2")]
    [InlineData("[1, 2]", "1,1,2,2")]
    [InlineData("[[1, 2], [3, 4]]", "1,2,3,4")]
    [InlineData("[[1, 2], 3]", "1,2,3,3")]
    public void Padding_is_written_as_a_word_or_as_zeros(string json, string padding) => Assert.Equal(
        padding, ((Conv2DAttributes)First($$"""{ "type": "Conv2D", "filters": 4, "kernel_size": 3, "padding": {{json}} }""")).Padding.ToString());

    [Fact]
    public void Compile()
    {
        var graph = GraphOf(OfLayers("""{ "type": "Flatten" }""", """, "compile": { "loss": "mse" }"""));
        Assert.Equal("Adam", graph.Compile!.Optimizer.Class);
        Assert.Equal(new HeadTraining("mse", 1, EquatableArray<string>.Empty), graph.Compile.Heads.Single());
        Assert.Null(GraphOf(OfLayers("""{ "type": "Flatten" }""")).Compile);
    }

    [Fact]
    public void Input()
    {
        var input = GraphOf(OfLayers("""{ "type": "Flatten" }""")).Input;
        Assert.Equal(new InputNode(Shape.Image(8, 8, 3), null, EquatableArray.Of(1f / 255), EquatableArray.Of(0f)), input);
        var written = GraphOf("""{ "models": { "Net": { "input": { "shape": [8, 8, 3], "channels": "bgr", "scale": 1, "offset": [-1, -2, -3] }, "layers": [{ "type": "Flatten" }] } } }""").Input;
        Assert.Equal(new InputNode(Shape.Image(8, 8, 3), "bgr", EquatableArray.Of(1f), EquatableArray.Of(-1f, -2f, -3f)), written);
    }

    [Theory]
    [InlineData("softmax", "Classes")]
    [InlineData("sigmoid", "Classes")]
    [InlineData("linear", "Values")]
    [InlineData("tanh", "Values")]
    public void Kind_of_output(string activation, string kind)
    {
        var head = GraphOf(OfLayers($$"""{ "type": "Flatten" }, { "type": "Dense", "units": 3, "activation": "{{activation}}" }""")).Heads.Single();
        Assert.Equal(("output", "Output", kind), (head.Name, head.Identifier, head.Kind.ToString()));
    }

    private static LayerAttributes First(string layer) => GraphOf(OfLayers(layer)).Layers.Single().Attributes;
}
