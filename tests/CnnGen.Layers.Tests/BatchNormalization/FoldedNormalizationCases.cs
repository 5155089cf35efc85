namespace CnnGen.Layers.Tests;

/// <summary>Normalizations that are part of the weights before them while predicting, with what follows: an activation, a pooling, a layer that reads the output twice.</summary>
public sealed class FoldedNormalizationCases : ICases
{
    private const string Convolution = """{ "type": "Conv2D", "filters": 33, "kernel_size": 3, "padding": "same" }""";
    private const string Normalization = """{ "type": "BatchNormalization" }""";
    private const string Relu = """{ "type": "Activation", "activation": "relu" }""";

    /// <summary>As of every normalization: gradients before it are small differences of large numbers.</summary>
    public static double Tolerance => 1e-4;

    public static IEnumerable<LayerCase> All
    {
        get
        {
            yield return Case("Convolution", Convolution, Normalization);
            yield return Case("ConvolutionRelu", Convolution, Normalization, Relu);
            yield return Case("ConvolutionReluLayer", Convolution, Normalization, """{ "type": "ReLU", "max_value": 0.5 }""");
            yield return Case("ConvolutionReluPooling", Convolution, Normalization, Relu, """{ "type": "MaxPooling2D" }""");
            yield return Case("ConvolutionPooling", Convolution, Normalization, """{ "type": "MaxPooling2D" }""");
            yield return Case("ConvolutionActivation", Convolution, """{ "type": "Activation", "activation": "gelu" }""");
            yield return Case("WithActivationBefore", """{ "type": "Conv2D", "filters": 5, "kernel_size": 3, "activation": "tanh" }""", Normalization, Relu);
            yield return Case("NoScale", Convolution, """{ "type": "BatchNormalization", "scale": false }""", Relu);
            yield return Case("NoCenter", Convolution, """{ "type": "BatchNormalization", "center": false, "epsilon": 0.1 }""");
            yield return Case("Neither", Convolution, """{ "type": "BatchNormalization", "scale": false, "center": false }""");
            yield return Case("Twice", Convolution, Normalization, Normalization, Relu);
            foreach (int size in (int[])[2, 4])
            {
                yield return Case(
                    $"Winograd{size}",
                    $$"""{ "type": "Conv2D", "filters": 20, "kernel_size": 3, "padding": "same", "use_bias": false, "algorithm": "winograd{{size}}" }""", Normalization, Relu);
            }

            yield return Case("Strided", """{ "type": "Conv2D", "filters": 17, "kernel_size": 3, "strides": 2, "padding": "same", "use_bias": false }""", Normalization, Relu);
            yield return Case("Grouped", """{ "type": "Conv2D", "filters": 18, "kernel_size": 3, "groups": 3 }""", Normalization, Relu);
            yield return Case("Pixelwise", """{ "type": "Conv2D", "filters": 19, "kernel_size": 1, "use_bias": false }""", Normalization, """{ "type": "Activation", "activation": "relu6" }""");
            yield return Case(
                "Depthwise", """{ "type": "DepthwiseConv2D", "kernel_size": 3, "padding": "same", "use_bias": false }""", Normalization,
                """{ "type": "Activation", "activation": "relu6" }""");
            yield return Case("DepthwiseTwofold", """{ "type": "DepthwiseConv2D", "kernel_size": 3, "strides": 2, "depth_multiplier": 2 }""", Normalization);
            yield return Case("Dense", """{ "type": "Flatten" }""", """{ "type": "Dense", "units": 21 }""", Normalization, Relu);
            yield return Case("NotTrained", Convolution, """{ "type": "BatchNormalization", "trainable": false }""", Relu);
            yield return new LayerCase(
                "Residual", (6, 7, 4),
                """
                { "type": "Conv2D", "filters": 6, "kernel_size": 3, "padding": "same" }, { "type": "BatchNormalization" }, { "type": "Activation", "name": "block", "activation": "relu" },
                { "type": "Conv2D", "filters": 6, "kernel_size": 3, "padding": "same", "use_bias": false }, { "type": "BatchNormalization", "name": "sums" },
                { "type": "Add", "inputs": ["sums", "block"] }, { "type": "Activation", "activation": "relu" }, { "type": "Flatten" }, { "type": "Dense", "units": 2 }
                """);
            yield return new LayerCase(
                "Head", (4, 4, 3),
                """
                { "type": "Flatten" }, { "type": "Dense", "units": 5 }, { "type": "BatchNormalization" }, { "type": "Activation", "activation": "sigmoid" }
                """,
                "\"compile\": { \"loss\": \"binary_crossentropy\" }");
        }
    }

    private static LayerCase Case(string name, params string[] layers) => LayerCase.AfterFeatures(name, (7, 9, 6), string.Join(", ", layers));
}

public sealed class FoldedNormalizationTests : LayerTests<FoldedNormalizationCases>;
