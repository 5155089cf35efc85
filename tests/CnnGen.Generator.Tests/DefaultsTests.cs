using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.Affine;
using CnnGen.Generator.Layers.AveragePooling2D;
using CnnGen.Generator.Layers.ChannelPadding;
using CnnGen.Generator.Layers.ChannelSlice;
using CnnGen.Generator.Layers.Concatenate;
using CnnGen.Generator.Layers.Conv2D;
using CnnGen.Generator.Layers.Conv2DTranspose;
using CnnGen.Generator.Layers.Cropping2D;
using CnnGen.Generator.Layers.Dense;
using CnnGen.Generator.Layers.DepthwiseConv2D;
using CnnGen.Generator.Layers.ELU;
using CnnGen.Generator.Layers.GlobalAveragePooling2D;
using CnnGen.Generator.Layers.GlobalMaxPooling2D;
using CnnGen.Generator.Layers.LeakyReLU;
using CnnGen.Generator.Layers.LocalResponseNormalization;
using CnnGen.Generator.Layers.MaxPooling2D;
using CnnGen.Generator.Layers.Permute;
using CnnGen.Generator.Layers.PReLU;
using CnnGen.Generator.Layers.ReLU;
using CnnGen.Generator.Layers.Rescaling;
using CnnGen.Generator.Layers.Reshape;
using CnnGen.Generator.Layers.Resizing;
using CnnGen.Generator.Layers.SeparableConv2D;
using CnnGen.Generator.Layers.Shrink;
using CnnGen.Generator.Layers.SpatialDropout2D;
using CnnGen.Generator.Layers.StridedSlice;
using CnnGen.Generator.Layers.UpSampling2D;
using CnnGen.Generator.Layers.ZeroPadding2D;
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
        Assert.Equal(new MaxPooling2DAttributes(2, 2, 2, 2, Padding.Valid, false), First("""{ "type": "MaxPooling2D" }"""));
        Assert.Equal(new MaxPooling2DAttributes(3, 1, 3, 1, Padding.Valid, false), First("""{ "type": "MaxPooling2D", "pool_size": [3, 1] }"""));
        Assert.Equal(new AveragePooling2DAttributes(2, 2, 2, 2, Padding.Valid, false, false), First("""{ "type": "AveragePooling2D" }"""));
        Assert.Equal(new GlobalAveragePooling2DAttributes(false), First("""{ "type": "GlobalAveragePooling2D" }"""));
        Assert.Equal(new GlobalMaxPooling2DAttributes(false), First("""{ "type": "GlobalMaxPooling2D" }"""));
        Assert.Equal(
            new DenseAttributes(7, true, "linear"),
            GraphOf(OfLayers("""{ "type": "Flatten" }, { "type": "Dense", "units": 7 }""")).Layers[1].Attributes);
        Assert.True(GraphOf(OfLayers("""{ "type": "Flatten" }""")).Layers.Single().Trainable);
    }

    [Fact]
    public void Layers_that_move_elements()
    {
        Assert.Equal(new ReshapeAttributes(EquatableArray.Of(-1)), First("""{ "type": "Reshape", "target_shape": [-1] }"""));
        Assert.Equal(new ZeroPadding2DAttributes(Padding.Explicit(1, 1, 1, 1)), First("""{ "type": "ZeroPadding2D" }"""));
        Assert.Equal(new Cropping2DAttributes(Padding.Valid), First("""{ "type": "Cropping2D" }"""));
        Assert.Equal(new ChannelPaddingAttributes(0, 0), First("""{ "type": "ChannelPadding" }"""));
        Assert.Equal(new StridedSliceAttributes(new Size(0, 0), new Size(1, 1)), First("""{ "type": "StridedSlice" }"""));
        Assert.Equal(new UpSampling2DAttributes(new Size(2, 2), false), First("""{ "type": "UpSampling2D" }"""));
        Assert.Equal(new ChannelSliceAttributes(0, 2), First("""{ "type": "ChannelSlice", "size": 2 }"""));
        Assert.Equal(new PermuteAttributes(EquatableArray.Of(2, 1, 3)), First("""{ "type": "Permute", "dims": [2, 1, 3] }"""));
        Assert.Equal(
            new ResizingAttributes(new Size(2, 2), "bilinear", "half_pixel", "round_prefer_floor", EquatableArray<double>.Empty, false, -0.75, false),
            First("""{ "type": "Resizing", "size": 2 }"""));
        Assert.Equal(new ConcatenateAttributes(-1), First("""{ "type": "Concatenate", "inputs": ["input", "input"] }"""));
    }

    [Fact]
    public void Layers_of_elements()
    {
        Assert.Equal(new ReLUAttributes(null, 0, 0), First("""{ "type": "ReLU" }"""));
        Assert.Equal(new LeakyReLUAttributes(0.3), First("""{ "type": "LeakyReLU" }"""));
        Assert.Equal(new ELUAttributes(1), First("""{ "type": "ELU" }"""));
        Assert.Equal(new ShrinkAttributes(0.5, 0), First("""{ "type": "Shrink" }"""));
        Assert.Equal(new AffineAttributes(false, false, true, true), First("""{ "type": "Affine" }"""));
        Assert.Equal(new PReLUAttributes(false, false), First("""{ "type": "PReLU" }"""));
        Assert.Equal(new RescalingAttributes(EquatableArray.Of(2f), EquatableArray.Of(0f)), First("""{ "type": "Rescaling", "scale": 2 }"""));
        Assert.Equal(new SpatialDropout2DAttributes(0.5), First("""{ "type": "SpatialDropout2D", "rate": 0.5 }"""));
        // ONNX's numbers; the size has no default there, and is AlexNet's here.
        Assert.Equal(new LocalResponseNormalizationAttributes(5, 0.0001, 0.75, 1), First("""{ "type": "LocalResponseNormalization" }"""));
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
        Assert.Equal(new HeadTraining(new LossSettings("mse"), 1, EquatableArray<MetricSettings>.Empty), graph.Compile.Heads.Single());
        Assert.Null(GraphOf(OfLayers("""{ "type": "Flatten" }""")).Compile);
    }

    [Theory]
    [InlineData("\"mean_squared_error\"", "linear", "mse", false, 0, 1, null, 0)]
    [InlineData("\"mean_absolute_error\"", "linear", "mae", false, 0, 1, null, 0)]
    [InlineData("\"huber\"", "linear", "huber", false, 0, 1, null, 0)]
    [InlineData("{ \"type\": \"huber\", \"delta\": 0.5 }", "linear", "huber", false, 0, 0.5, null, 0)]
    [InlineData("\"categorical_crossentropy\"", "softmax", "categorical_crossentropy", false, 0, 1, null, 0)]
    [InlineData("{ \"type\": \"binary_crossentropy\", \"from_logits\": true, \"label_smoothing\": 0.1 }", "linear", "binary_crossentropy", true, 0.1, 1, null, 0)]
    [InlineData("\"sparse_categorical_focal_crossentropy\"", "softmax", "sparse_categorical_focal_crossentropy", false, 0, 1, 0.25, 2)]
    [InlineData("\"categorical_focal_crossentropy\"", "softmax", "categorical_focal_crossentropy", false, 0, 1, 0.25, 2)]
    [InlineData("\"binary_focal_crossentropy\"", "sigmoid", "binary_focal_crossentropy", false, 0, 1, null, 2)]
    [InlineData("{ \"type\": \"binary_focal_crossentropy\", \"apply_class_balancing\": true }", "sigmoid", "binary_focal_crossentropy", false, 0, 1, 0.25, 2)]
    public void Losses(string json, string activation, string type, bool fromLogits, double smoothing, double delta, double? alpha, double gamma)
    {
        var graph = GraphOf(OfLayers(
            $$"""{ "type": "Flatten" }, { "type": "Dense", "units": 3, "activation": "{{activation}}" }""", $$""", "compile": { "loss": {{json}} }"""));
        Assert.Equal(new LossSettings(type, fromLogits, smoothing, delta, alpha, gamma), graph.Compile!.Heads.Single().Loss);
    }

    [Theory]
    [InlineData("iou")]
    [InlineData("giou")]
    [InlineData("ciou")]
    public void Losses_and_metrics_of_boxes(string loss)
    {
        var graph = GraphOf(OfHeads($$"""
            "compile": { "loss": ["sparse_categorical_crossentropy", "{{loss}}"], "metrics": { "box": ["iou", "iou_accuracy", { "type": "iou_accuracy", "threshold": 0.75 }, "localization_accuracy"] } }
            """));
        Assert.Equal(new LossSettings(loss), graph.Compile!.Heads[1].Loss);
        Assert.Equal(
            [new("iou"), new("iou_accuracy"), new("iou_accuracy", Threshold: 0.75), new MetricSettings("localization_accuracy")],
            graph.Compile.Heads[1].Metrics);
    }

    [Fact]
    public void Metrics()
    {
        var graph = GraphOf(OfLayers(
            """{ "type": "Flatten" }, { "type": "Dense", "units": 9, "activation": "softmax" }""",
            """
            , "compile": { "loss": "sparse_categorical_crossentropy",
              "metrics": ["accuracy", "top_k_categorical_accuracy", { "type": "sparse_top_k_categorical_accuracy", "k": 3 }, { "type": "precision", "threshold": 0.25 }, "auc"] }
            """));
        Assert.Equal(
            [new("accuracy"), new("top_k_categorical_accuracy"), new("top_k_categorical_accuracy", 3), new("precision", Threshold: 0.25), new MetricSettings("auc")],
            graph.Compile!.Heads.Single().Metrics);
    }

    /// <summary>An object is one loss for a single head, and losses by head where its keys are heads.</summary>
    [Theory]
    [InlineData("type", "{ \"type\": \"mae\" }", "mae")]
    [InlineData("type", "{ \"type\": { \"type\": \"huber\" } }", "huber")]
    [InlineData("size", "{ \"type\": \"mae\" }", "mae")]
    [InlineData("size", "{ \"size\": { \"type\": \"mae\" } }", "mae")]
    public void A_head_may_be_named_like_the_key_type(string head, string json, string type)
    {
        var graph = GraphOf(OfLayers($$"""{ "type": "Flatten", "name": "{{head}}" }""", $$""", "compile": { "loss": {{json}} }"""));
        Assert.Equal(type, graph.Compile!.Heads.Single().Loss.Type);
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
