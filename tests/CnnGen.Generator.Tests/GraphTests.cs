using CnnGen.Generator.Graph;
using static CnnGen.Generator.Tests.MarkedText;

namespace CnnGen.Generator.Tests;

public sealed class GraphTests
{
    private static readonly NetworkGraph s_digits = Declared.Graphs(Declared.TwoNetworks).Single(graph => graph.Name == "Digits");
    private static readonly NetworkGraph s_locator = Declared.Graphs(Declared.TwoNetworks).Single(graph => graph.Name == "Locator");

    [Fact]
    public void Digits_has_the_layers_of_the_course()
    {
        Assert.Equal("CnnGen.Samples", s_digits.Namespace);
        Assert.Equal(
            [
                "conv2d_1 Conv2D1 26 x 26 x 32", "max_pooling2d_1 MaxPooling2D1 13 x 13 x 32", "conv2d_2 Conv2D2 11 x 11 x 64",
                "max_pooling2d_2 MaxPooling2D2 5 x 5 x 64", "flatten_1 Flatten1 1600", "dropout_1 Dropout1 1600", "digit Digit 10",
            ],
            s_digits.Layers.Select(layer => $"{layer.Name} {layer.Identifier} {layer.OutputShape}"));
        Assert.Equal([-1, 0, 1, 2, 3, 4, 5], s_digits.Layers.Select(layer => layer.Inputs.Single()));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], s_digits.Layers.Select(layer => layer.Index));
    }

    [Fact]
    public void Digits_counts_parameters_and_multiply_adds_as_Keras_does()
    {
        // keras.Model.summary() of the same network: 320, 18,496 and 16,010 parameters.
        Assert.Equal([320, 0, 18496, 0, 0, 0, 16010], s_digits.Layers.Select(layer => layer.Parameters.Sum(parameter => parameter.Length)));
        Assert.Equal(
            [26 * 26 * 32 * 9, 0, 11 * 11 * 64 * 9 * 32, 0, 0, 0, 1600 * 10],
            s_digits.Layers.Select(layer => layer.MultiplyAdds));
    }

    [Fact]
    public void Receptive_fields_grow_by_kernel_and_stride()
    {
        Assert.Equal([3, 4, 8, 10, null, null, null], s_digits.Layers.Select(layer => layer.ReceptiveField));
    }

    [Fact]
    public void Kernels_have_the_fans_of_Keras()
    {
        var convolution = s_digits.Layers[2].Parameters;
        Assert.Equal(["kernel Kernel", "bias Bias"], convolution.Select(parameter => $"{parameter.Name} {parameter.Identifier}"));
        Assert.Equal([3, 3, 32, 64], convolution[0].Dimensions);
        Assert.Equal(new Initializer("glorot_uniform", 3 * 3 * 32, 3 * 3 * 64), convolution[0].Initializer);
        Assert.Equal([64], convolution[1].Dimensions);
        Assert.Equal("zeros", convolution[1].Initializer.Kind);
        Assert.Equal([1600, 10], s_digits.Layers[6].Parameters[0].Dimensions);
        Assert.Equal(new Initializer("glorot_uniform", 1600, 10), s_digits.Layers[6].Parameters[0].Initializer);
    }

    [Theory]
    [InlineData("""{ "type": "Conv2D", "filters": 6, "kernel_size": [2, 3], "groups": 3 }""", "kernel [2, 3, 1, 6] fans 6 36; bias [6] fans 0 0", 7 * 6 * 6 * 6)]
    [InlineData("""{ "type": "DepthwiseConv2D", "kernel_size": 3, "depth_multiplier": 2 }""", "kernel [3, 3, 3, 2] fans 27 18; bias [6] fans 0 0", 6 * 6 * 6 * 9)]
    [InlineData("""{ "type": "SeparableConv2D", "filters": 5, "kernel_size": 3, "use_bias": false }""", "depthwise_kernel [3, 3, 3, 1] fans 27 9; pointwise_kernel [1, 1, 3, 5] fans 3 5", 6 * 6 * 3 * (9 + 5))]
    [InlineData("""{ "type": "Conv2DTranspose", "filters": 5, "kernel_size": 2, "strides": 2 }""", "kernel [2, 2, 5, 3] fans 20 12; bias [5] fans 0 0", 8 * 8 * 3 * 4 * 5)]
    public void Convolutions_have_the_parameters_of_Keras(string layer, string parameters, long multiplyAdds)
    {
        var node = GraphOf(OfLayers(layer)).Layers.Single();
        Assert.Equal(parameters, string.Join("; ", node.Parameters.Select(
            p => $"{p.Name} [{string.Join(", ", p.Dimensions)}] fans {p.Initializer.FanIn} {p.Initializer.FanOut}")));
        Assert.Equal(multiplyAdds, node.MultiplyAdds);
    }

    [Fact]
    public void A_named_last_layer_names_the_head_and_its_labels_become_identifiers()
    {
        var head = s_digits.Heads.Single();
        Assert.Equal(("digit", "Digit", 6, OutputKind.Classes), (head.Name, head.Identifier, head.Layer, head.Kind));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], head.Labels);
        Assert.Equal(["_0", "_1", "_2", "_3", "_4", "_5", "_6", "_7", "_8", "_9"], head.LabelIdentifiers);
        var compile = s_digits.Compile!;
        Assert.Equal(new RuntimeObject("Adam", EquatableArray.Of(new RuntimeArgument("LearningRate", false, 0.001))), compile.Optimizer);
        Assert.Equal(new HeadTraining(new LossSettings("sparse_categorical_crossentropy"), 1, EquatableArray.Of(new MetricSettings("accuracy"))), compile.Heads.Single());
    }

    [Fact]
    public void Both_heads_of_Locator_read_the_end_of_the_trunk()
    {
        var trunkEnd = s_locator.Layers.Single(layer => layer.Name == "dense_1");
        Assert.Equal([(trunkEnd.Index, "dense_2"), (trunkEnd.Index, "dense_3")], s_locator.Heads.Select(head => s_locator.Layers[head.Layer]).Select(layer => (layer.Inputs.Single(), layer.Name)));
        Assert.Equal(
            [("class_output", "ClassOutput", OutputKind.Classes), ("loc_output", "LocOutput", OutputKind.BoundingBox)],
            s_locator.Heads.Select(head => (head.Name, head.Identifier, head.Kind)));
        Assert.Equal(
            [
                new HeadTraining(new LossSettings("sparse_categorical_crossentropy"), 0.8, EquatableArray.Of(new MetricSettings("accuracy"))),
                new HeadTraining(new LossSettings("mse"), 0.2, EquatableArray.Of(new MetricSettings("iou"))),
            ],
            s_locator.Compile!.Heads);
    }

    [Fact]
    public void Lists_in_compile_follow_the_heads()
    {
        var byName = GraphOf(OfHeads(""" "compile": { "loss": { "box": "mse", "kind": "sparse_categorical_crossentropy" }, "loss_weights": { "box": 3 }, "metrics": { "box": ["iou", "mse"] } }"""));
        var inOrder = GraphOf(OfHeads(""" "compile": { "loss": ["sparse_categorical_crossentropy", "mse"], "loss_weights": [1, 3], "metrics": [[], ["iou", "mse"]] }"""));
        Assert.Equal(byName, inOrder);
        Assert.Equal([1.0, 3.0], byName.Compile!.Heads.Select(head => head.LossWeight));
    }

    [Fact]
    public void Layers_come_after_the_layers_they_read()
    {
        var graph = GraphOf(OfLayers("""
            { "type": "Dense", "name": "last", "units": 2, "inputs": ["flat"] },
            { "type": "MaxPooling2D", "name": "pool", "inputs": ["input"] },
            { "type": "Flatten", "name": "flat" },
            { "type": "Activation", "activation": "tanh", "inputs": ["last"] }
            """));
        Assert.Equal(["pool", "flat", "last", "activation_1"], graph.Layers.Select(layer => layer.Name));
        Assert.Equal([-1, 0, 1, 2], graph.Layers.Select(layer => layer.Inputs.Single()));
    }

    [Fact]
    public void One_layer_feeds_several_heads_by_name()
    {
        var graph = GraphOf(OfLayers(
            """{ "type": "MaxPooling2D", "name": "features" }, { "type": "Flatten" }""",
            """
            , "heads": {
              "a": { "layers": [{ "type": "Dense", "units": 2 }] },
              "b": { "layers": [{ "type": "Flatten", "inputs": ["features"] }, { "type": "Dense", "units": 1, "activation": "sigmoid" }], "labels": ["no", "yes"] }
            }
            """));
        Assert.Equal(["features", "flatten_1", "dense_1", "flatten_2", "dense_2"], graph.Layers.Select(layer => layer.Name));
        Assert.Equal([-1, 0, 1, 0, 3], graph.Layers.Select(layer => layer.Inputs.Single()));
        Assert.Equal(["No", "Yes"], graph.Heads[1].LabelIdentifiers);
    }

    [Theory]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": 3 }""", 6, 6, 5)]
    [InlineData("""{ "type": "MaxPooling2D", "pool_size": 3, "padding": 1 }""", 3, 3, 3)]
    [InlineData("""{ "type": "MaxPooling2D", "pool_size": 3, "strides": 2, "ceil_mode": true }""", 4, 4, 3)]
    [InlineData("""{ "type": "AveragePooling2D", "pool_size": [2, 3], "strides": [3, 2], "padding": [[1, 0], [0, 2]] }""", 3, 4, 3)]
    [InlineData("""{ "type": "GlobalAveragePooling2D", "keepdims": true }""", 1, 1, 3)]
    [InlineData("""{ "type": "GlobalMaxPooling2D" }, { "type": "Reshape", "target_shape": [3, 1, -1] }""", 3, 1, 1)]
    [InlineData("""{ "type": "Reshape", "target_shape": [-1, 4, 6] }""", 8, 4, 6)]
    [InlineData("""{ "type": "ZeroPadding2D", "padding": [[1, 2], [0, 3]] }""", 11, 11, 3)]
    [InlineData("""{ "type": "Cropping2D", "cropping": [[1, 2], [0, 3]] }""", 5, 5, 3)]
    [InlineData("""{ "type": "ChannelPadding", "before": 2, "after": 3 }""", 8, 8, 8)]
    [InlineData("""{ "type": "StridedSlice", "begin": [1, 0], "strides": 2 }""", 4, 4, 3)]
    [InlineData("""{ "type": "StridedSlice", "begin": 7, "strides": 9 }""", 1, 1, 3)]
    [InlineData("""{ "type": "ChannelSlice", "begin": 1, "size": 2 }""", 8, 8, 2)]
    [InlineData("""{ "type": "Permute", "dims": [3, 1, 2] }""", 3, 8, 8)]
    [InlineData("""{ "type": "Resizing", "size": [5, 11] }""", 5, 11, 3)]
    [InlineData("""{ "type": "UpSampling2D", "size": [2, 3] }""", 16, 24, 3)]
    [InlineData("""{ "type": "Concatenate", "inputs": ["input", "input", "input"] }""", 8, 8, 9)]
    [InlineData("""{ "type": "Concatenate", "inputs": ["input", "input"], "axis": 1 }""", 16, 8, 3)]
    [InlineData("""{ "type": "GlobalMaxPooling2D", "keepdims": true }, { "type": "Multiply", "inputs": ["global_max_pooling2d_1", "input"] }""", 8, 8, 3)]
    [InlineData("""{ "type": "PReLU", "shared_axes": [1, 2] }""", 8, 8, 3)]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": [1, 8] }""", 8, 1, 5)]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": 3, "padding": "same" }""", 8, 8, 5)]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": 3, "strides": [2, 3] }""", 3, 2, 5)]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": 3, "strides": 3, "padding": "same" }""", 3, 3, 5)]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": 9, "padding": "same" }""", 8, 8, 5)]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": 3, "padding": 1 }""", 8, 8, 5)]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": 3, "padding": [2, 0], "strides": 2 }""", 5, 3, 5)]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": 3, "padding": [[0, 3], [1, 0]] }""", 9, 7, 5)]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": 3, "dilation_rate": 3 }""", 2, 2, 5)]
    [InlineData("""{ "type": "Conv2D", "filters": 5, "kernel_size": 3, "dilation_rate": [2, 5], "padding": "same" }""", 8, 8, 5)]
    [InlineData("""{ "type": "Conv2D", "filters": 6, "kernel_size": 3, "groups": 3 }""", 6, 6, 6)]
    [InlineData("""{ "type": "DepthwiseConv2D", "kernel_size": 3, "depth_multiplier": 4 }""", 6, 6, 12)]
    [InlineData("""{ "type": "DepthwiseConv2D", "kernel_size": [2, 3], "strides": [2, 3], "padding": "same" }""", 4, 3, 3)]
    [InlineData("""{ "type": "SeparableConv2D", "filters": 5, "kernel_size": 3, "depth_multiplier": 4 }""", 6, 6, 5)]
    [InlineData("""{ "type": "Conv2DTranspose", "filters": 5, "kernel_size": 3, "strides": 2 }""", 17, 17, 5)]
    [InlineData("""{ "type": "Conv2DTranspose", "filters": 5, "kernel_size": 2, "strides": 3 }""", 24, 24, 5)]
    [InlineData("""{ "type": "Conv2DTranspose", "filters": 5, "kernel_size": 3, "strides": 2, "padding": "same" }""", 16, 16, 5)]
    [InlineData("""{ "type": "Conv2DTranspose", "filters": 5, "kernel_size": 3, "strides": 2, "padding": "same", "output_padding": 0 }""", 15, 15, 5)]
    [InlineData("""{ "type": "Conv2DTranspose", "filters": 5, "kernel_size": [3, 4], "strides": 2, "output_padding": [1, 0] }""", 18, 18, 5)]
    [InlineData("""{ "type": "MaxPooling2D" }""", 4, 4, 3)]
    [InlineData("""{ "type": "MaxPooling2D", "pool_size": 3 }""", 2, 2, 3)]
    [InlineData("""{ "type": "MaxPooling2D", "pool_size": 3, "strides": 1 }""", 6, 6, 3)]
    [InlineData("""{ "type": "MaxPooling2D", "pool_size": 3, "padding": "same" }""", 3, 3, 3)]
    [InlineData("""{ "type": "Dropout", "rate": 0.2 }""", 8, 8, 3)]
    [InlineData("""{ "type": "Activation", "activation": "relu" }""", 8, 8, 3)]
    public void Output_shapes_are_those_of_Keras(string layer, int height, int width, int channels)
    {
        Assert.Equal(Shape.Image(height, width, channels), GraphOf(OfLayers(layer)).Layers[^1].OutputShape);
    }

    [Fact]
    public void Graphs_of_the_same_declaration_are_equal_whatever_the_white_space()
    {
        var again = Declared.Graphs("\n\n  " + Declared.TwoNetworks.Replace(": ", " :\t", StringComparison.Ordinal)).Single(graph => graph.Name == "Digits");
        Assert.Equal(s_digits, again);
        Assert.Equal(s_digits.GetHashCode(), again.GetHashCode());
    }
}
