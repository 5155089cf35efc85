namespace CnnGen.Layers.Tests;

/// <summary>Channels that fill vectors and that do not, images with borders, vectors, parameters that are missing, a layer that is not trained.</summary>
public sealed class BatchNormalizationCases : ICases
{
    /// <summary>What a normalization takes away sums to zero on the way back: a gradient before it is a small difference of large numbers.</summary>
    public static double Tolerance => 1e-4;

    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int H, int W, int C)[] inputs = [(1, 1, 1), (1, 1, 17), (3, 5, 16), (1, 7, 33), (5, 4, 4), (2, 3, 70)];
            foreach (var input in inputs)
                yield return LayerCase.AfterFeatures($"Image{input.H}x{input.W}x{input.C}", input, """{ "type": "BatchNormalization" }""");

            yield return LayerCase.AfterFeatures("NoScale", (3, 3, 5), """{ "type": "BatchNormalization", "scale": false }""");
            yield return LayerCase.AfterFeatures("NoCenter", (3, 3, 5), """{ "type": "BatchNormalization", "center": false, "epsilon": 0.1 }""");
            yield return LayerCase.AfterFeatures("Neither", (3, 3, 18), """{ "type": "BatchNormalization", "center": false, "scale": false, "momentum": 0.5 }""");
            yield return LayerCase.AfterFeatures("NotTrained", (3, 4, 6), """{ "type": "BatchNormalization", "trainable": false }""");
            yield return new LayerCase("First", (4, 3, 2), """{ "type": "BatchNormalization" }, { "type": "Conv2D", "filters": 3, "kernel_size": 2 }""");
            yield return new LayerCase("FirstWithoutParameters", (4, 3, 2), """{ "type": "BatchNormalization", "scale": false, "center": false }, { "type": "Conv2D", "filters": 3, "kernel_size": 2 }""");
            yield return new LayerCase(
                "Vector", (2, 2, 3),
                """
                { "type": "Flatten" }, { "type": "Dense", "units": 19, "use_bias": false }, { "type": "BatchNormalization" }, { "type": "Activation", "activation": "relu" },
                { "type": "Dense", "units": 3, "activation": "softmax" }
                """,
                "\"compile\": { \"loss\": \"sparse_categorical_crossentropy\" }");
            yield return new LayerCase(
                "Several", (8, 7, 3),
                """
                { "type": "Conv2D", "filters": 6, "kernel_size": 3, "padding": "same", "use_bias": false }, { "type": "BatchNormalization" }, { "type": "Activation", "activation": "relu" },
                { "type": "Dropout", "rate": 0.25 },
                { "type": "Conv2D", "filters": 5, "kernel_size": 3, "padding": "same", "strides": 2, "use_bias": false }, { "type": "BatchNormalization" }, { "type": "Activation", "activation": "tanh" },
                { "type": "BatchNormalization" },
                { "type": "Flatten" }, { "type": "Dense", "units": 4 }
                """);
            yield return new LayerCase(
                "FanOut", (6, 5, 2),
                """
                { "type": "Conv2D", "name": "trunk", "filters": 5, "kernel_size": 3, "padding": "same", "activation": "tanh" }
                """,
                """
                "heads": {
                  "a": { "layers": [ { "type": "BatchNormalization", "inputs": ["trunk"] }, { "type": "Conv2D", "filters": 3, "kernel_size": 3, "padding": "same" } ] },
                  "b": { "layers": [ { "type": "BatchNormalization", "inputs": ["trunk"] } ] },
                  "c": { "layers": [ { "type": "BatchNormalization", "trainable": false, "inputs": ["trunk"] }, { "type": "Flatten" }, { "type": "Dense", "units": 2 } ] }
                },
                "compile": { "loss": ["mse", "mse", "mse"], "loss_weights": [1, 0.5, 2] }
                """);
        }
    }
}

public sealed class BatchNormalizationTests : LayerTests<BatchNormalizationCases>;
