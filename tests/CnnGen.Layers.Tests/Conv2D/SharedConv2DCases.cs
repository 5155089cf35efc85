namespace CnnGen.Layers.Tests;

/// <summary>Convolutions of so much work that threads share it, and whose weights are packed: by rows, by channels, by rows of tiles.</summary>
public sealed class SharedConv2DCases : ICases
{
    // Gradients by biases are sums of thousands of floats.
    public static double Tolerance => 5e-5;

    public static IEnumerable<LayerCase> All
    {
        get
        {
            yield return Case("Rows", (16, 24, 8), """{ "type": "Conv2D", "filters": 16, "kernel_size": 3, "padding": "same", "algorithm": "direct" }""");
            yield return Case("RowsJoined", (28, 28, 16), """{ "type": "Conv2D", "filters": 40, "kernel_size": 1, "activation": "tanh" }""");
            yield return Case("PackedByPixels", (14, 14, 100), """{ "type": "Conv2D", "filters": 88, "kernel_size": 1 }""");
            yield return Case("PackedByRows", (3, 12, 32), """{ "type": "Conv2D", "filters": 70, "kernel_size": 3, "padding": "same", "algorithm": "direct" }""");
            yield return Case("StridedByChannels", (5, 5, 60), """{ "type": "Conv2D", "filters": 128, "kernel_size": 3, "strides": 2, "padding": "same", "activation": "relu" }""");
            yield return Case("ShortRows", (3, 4, 260), """{ "type": "Conv2D", "filters": 256, "kernel_size": 1 }""");
            yield return Case("ShortRowsWithRest", (4, 5, 33), """{ "type": "Conv2D", "filters": 230, "kernel_size": 3, "algorithm": "direct" }""");
            yield return Case("WinogradRows", (17, 18, 16), """{ "type": "Conv2D", "filters": 20, "kernel_size": 3, "padding": "same", "algorithm": "winograd4" }""");
            yield return Case("WinogradPanels", (5, 6, 40), """{ "type": "Conv2D", "filters": 128, "kernel_size": 3, "padding": "same", "algorithm": "winograd2" }""");
            yield return Case("WinogradPooledPanels", (6, 14, 33), """{ "type": "Conv2D", "filters": 128, "kernel_size": 3, "algorithm": "winograd4" }, { "type": "MaxPooling2D" }""");
            yield return new LayerCase(
                "Shortcuts", (9, 14, 8),
                """
                { "type": "Conv2D", "name": "stem", "filters": 32, "kernel_size": 1, "activation": "relu" },
                { "type": "Conv2D", "filters": 32, "kernel_size": 3, "padding": "same", "use_bias": false, "algorithm": "winograd4" }, { "type": "BatchNormalization", "name": "bn" },
                { "type": "Add", "inputs": ["bn", "stem"] }, { "type": "ReLU", "name": "first" },
                { "type": "Conv2D", "name": "way", "filters": 32, "kernel_size": 3, "padding": "same", "algorithm": "direct" },
                { "type": "Add", "name": "second", "inputs": ["first", "way"] },
                { "type": "Conv2D", "name": "one", "filters": 32, "kernel_size": 1, "inputs": ["second"] },
                { "type": "Add", "inputs": ["one", "second"] }, { "type": "Activation", "activation": "sigmoid" },
                { "type": "GlobalAveragePooling2D" }, { "type": "Dense", "units": 3 }
                """);
            yield return new LayerCase(
                "Fire", (6, 7, 9),
                """
                { "type": "Conv2D", "name": "squeeze", "filters": 16, "kernel_size": 1, "activation": "relu" },
                { "type": "Conv2D", "name": "one", "filters": 36, "kernel_size": 1, "activation": "relu", "inputs": ["squeeze"] },
                { "type": "Conv2D", "name": "three", "filters": 36, "kernel_size": 3, "padding": "same", "activation": "relu", "inputs": ["squeeze"] },
                { "type": "Concatenate", "inputs": ["one", "three"] },
                { "type": "Conv2D", "filters": 6, "kernel_size": 3, "padding": "same" }, { "type": "GlobalAveragePooling2D" }, { "type": "Dense", "units": 3 }
                """);
            yield return Case("Depthwise", (40, 41, 36), """{ "type": "DepthwiseConv2D", "kernel_size": 3, "padding": "same", "activation": "relu" }""");
            yield return new LayerCase("Units", (1, 1, 600), """{ "type": "Flatten" }, { "type": "Dense", "units": 410, "activation": "tanh", "kind": "values" }""");
        }
    }

    /// <summary>The layers, and a few numbers of them.</summary>
    private static LayerCase Case(string name, (int H, int W, int C) input, string layers) =>
        new(name, input, layers + """, { "type": "GlobalAveragePooling2D" }, { "type": "Dense", "units": 3 }""");
}

public sealed class SharedConv2DTests : LayerTests<SharedConv2DCases>;
