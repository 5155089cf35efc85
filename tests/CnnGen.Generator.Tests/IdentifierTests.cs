using CnnGen.Generator.Graph;
using static CnnGen.Generator.Tests.MarkedText;

namespace CnnGen.Generator.Tests;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("loc_output", "LocOutput")]
    [InlineData("block1/conv-2.bn", "Block1Conv2Bn")]
    [InlineData("not a cat", "NotACat")]
    [InlineData("0", "_0")]
    [InlineData("3 men", "_3Men")]
    [InlineData("Käse", "Käse")]
    [InlineData("class", "Class")]
    [InlineData("iou", "Iou")]
    [InlineData("!?", "")]
    public void Pascal(string name, string expected) => Assert.Equal(expected, Identifiers.Pascal(name));

    [Theory]
    [InlineData("Conv2D", "conv2d")]
    [InlineData("MaxPooling2D", "max_pooling2d")]
    [InlineData("Dense", "dense")]
    [InlineData("GlobalAveragePooling2D", "global_average_pooling2d")]
    [InlineData("DepthwiseConv2D", "depthwise_conv2d")]
    [InlineData("LeakyReLU", "leaky_re_lu")]
    public void Default_names_are_those_of_Keras(string type, string expected) => Assert.Equal(expected, Identifiers.Snake(type));

    [Theory]
    [InlineData("MyApp", "MyApp")]
    [InlineData("My-App.2d", "My_App._2d")]
    [InlineData("a.class", "a._class")]
    [InlineData("a..b", "a._.b")]
    public void Root_namespaces_are_made_legal(string written, string expected)
    {
        Assert.Equal(expected, Identifiers.NamespaceFrom(written));
        Assert.True(Identifiers.IsNamespace(expected));
    }

    [Fact]
    public void Names_that_a_generated_class_has_get_a_suffix()
    {
        var graph = GraphOf(OfLayers(
            """
            { "type": "Flatten", "name": "predict" }, { "type": "Dense", "units": 2, "name": "net" }, { "type": "Dense", "units": 2, "name": "to_string" },
            { "type": "Dense", "units": 2, "name": "a-b" }, { "type": "Dense", "units": 2, "name": "a_b" }, { "type": "Dense", "units": 2, "name": "dense1" },
            { "type": "Dense", "units": 2 }, { "type": "Dense", "units": 2, "name": "dense7" }
            """));
        Assert.Equal(
            ["PredictLayer", "NetLayer", "ToStringLayer", "AB", "AB2", "Dense1", "Dense6", "Dense7"],
            graph.Layers.Select(layer => layer.Identifier));
    }

    [Fact]
    public void A_layer_does_not_collide_with_the_weights_of_another()
    {
        var graph = GraphOf(OfLayers(
            """
            { "type": "Flatten" }, { "type": "Dense", "units": 2, "name": "a" }, { "type": "Dense", "units": 2, "name": "a_weights" },
            { "type": "Dense", "units": 2, "name": "b_weights" }, { "type": "Dense", "units": 2, "name": "b" }
            """));
        Assert.Equal(["Flatten1", "A", "AWeights2", "BWeights", "B2"], graph.Layers.Select(layer => layer.Identifier));
    }

    [Fact]
    public void Heads_do_not_collide_with_the_class_or_its_label_enums()
    {
        const string text = """
            { "models": { "DigitLabel": { "input": { "shape": [2, 2, 1] }, "layers": [{ "type": "Flatten" }], "heads": {
              "digit": { "layers": [{ "type": "Dense", "units": 2, "activation": "softmax" }] },
              "digit_label": { "layers": [{ "type": "Dense", "units": 2 }] },
              "weights": { "layers": [{ "type": "Dense", "units": 2 }] }
            } } } }
            """;
        Assert.Equal(["DigitHead", "DigitLabelHead", "WeightsHead"], GraphOf(text).Heads.Select(head => head.Identifier));
    }

    [Fact]
    public void Labels_that_become_one_identifier_get_a_number()
    {
        var graph = GraphOf(OfLayers(
            """{ "type": "Flatten" }, { "type": "Dense", "units": 7, "activation": "softmax", "labels": ["a b", "a-b", "AB2", "1", "1", "?", "!"] }"""));
        Assert.Equal(["AB", "AB2", "AB2_2", "_1", "_1_2", "Label", "Label2"], graph.Heads.Single().LabelIdentifiers);
        Assert.Equal(["a b", "a-b", "AB2", "1", "1", "?", "!"], graph.Heads.Single().Labels);
    }
}
