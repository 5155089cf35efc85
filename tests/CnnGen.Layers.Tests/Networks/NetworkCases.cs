namespace CnnGen.Layers.Tests;

/// <summary>Layers together: fan-out, several heads, shared memory.</summary>
public sealed class NetworkCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            const string Classes = "\"compile\": { \"loss\": \"sparse_categorical_crossentropy\", \"metrics\": [\"accuracy\"] }";
            yield return new LayerCase(
                "Digits", (14, 13, 1),
                """
                { "type": "Conv2D", "filters": 8, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" },
                { "type": "Conv2D", "filters": 12, "kernel_size": 3, "activation": "relu", "padding": "same" }, { "type": "MaxPooling2D" },
                { "type": "Flatten" }, { "type": "Dropout", "rate": 0.5 }, { "type": "Dense", "units": 10, "activation": "softmax" }
                """, Classes);
            yield return new LayerCase(
                "DropoutBeforePadding", (6, 5, 3),
                """
                { "type": "Conv2D", "filters": 5, "kernel_size": 3, "activation": "sigmoid" }, { "type": "Dropout", "rate": 0.25 },
                { "type": "Conv2D", "filters": 6, "kernel_size": 3, "padding": "same" }, { "type": "Dropout", "rate": 0.1 },
                { "type": "Flatten" }, { "type": "Dense", "units": 4, "activation": "softmax" }
                """, Classes);
            yield return new LayerCase(
                "SoftmaxLayer", (1, 1, 6), """{ "type": "Flatten" }, { "type": "Dense", "units": 5 }, { "type": "Activation", "activation": "softmax" }""", Classes);
            yield return new LayerCase(
                "FanOut", (6, 6, 2),
                """
                { "type": "Conv2D", "name": "trunk", "filters": 9, "kernel_size": 3, "padding": "same", "activation": "relu" }
                """,
                """
                "heads": {
                  "a": { "layers": [ { "type": "Conv2D", "filters": 3, "kernel_size": 3, "strides": 2, "padding": "same", "inputs": ["trunk"] }, { "type": "Flatten" }, { "type": "Dense", "units": 3, "activation": "softmax" } ] },
                  "b": { "layers": [ { "type": "MaxPooling2D", "pool_size": 3, "strides": 2, "inputs": ["trunk"] }, { "type": "Flatten" }, { "type": "Dense", "units": 4 } ], "kind": "bounding_box" },
                  "c": { "layers": [ { "type": "Flatten", "inputs": ["trunk"] }, { "type": "Dense", "units": 2, "activation": "tanh" } ] },
                  "d": { "layers": [ { "type": "Dropout", "rate": 0.3, "inputs": ["trunk"] }, { "type": "Activation", "activation": "sigmoid" }, { "type": "Flatten" }, { "type": "Dense", "units": 1 } ] }
                },
                "compile": { "loss": { "a": "sparse_categorical_crossentropy", "b": "mse", "c": "mse", "d": "mse" },
                             "loss_weights": { "a": 0.5, "b": 2, "c": 0.25, "d": 1 }, "metrics": { "a": "accuracy", "b": "iou" } }
                """);
            yield return new LayerCase(
                "HeadsOverOneMemory", (3, 3, 2),
                """
                { "type": "Conv2D", "name": "trunk", "filters": 3, "kernel_size": 2, "activation": "tanh" }
                """,
                """
                "heads": { "a": { "layers": [ { "type": "Flatten", "inputs": ["trunk"] } ] }, "b": { "layers": [ { "type": "Flatten", "inputs": ["trunk"] } ] } },
                "compile": { "loss": ["mse", "mse"], "loss_weights": [1, 0.5] }
                """);
            yield return new LayerCase(
                "HeadWithBorder", (7, 6, 3),
                """{ "type": "Conv2D", "filters": 4, "kernel_size": 3, "activation": "tanh" }""",
                """
                "heads": {
                  "m": { "layers": [ { "type": "Conv2D", "name": "map", "filters": 5, "kernel_size": 1 } ] },
                  "n": { "layers": [ { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same", "inputs": ["map"] } ] }
                },
                "compile": { "loss": ["mse", "mse"], "loss_weights": [0.5, 2] }
                """);
            yield return new LayerCase(
                "DualHead", (12, 12, 3),
                """
                { "type": "Conv2D", "filters": 8, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" },
                { "type": "Flatten" }, { "type": "Dense", "units": 16, "activation": "relu" }
                """,
                """
                "heads": { "class_output": { "layers": [ { "type": "Dense", "units": 3, "activation": "softmax" } ], "labels": ["circle", "square", "triangle"] },
                           "loc_output": { "layers": [ { "type": "Dense", "units": 4 } ], "kind": "bounding_box" } },
                "compile": { "loss": { "class_output": "sparse_categorical_crossentropy", "loc_output": "mse" },
                             "loss_weights": { "class_output": 0.8, "loc_output": 0.2 }, "metrics": { "class_output": "accuracy", "loc_output": "iou" } }
                """);
            yield return new LayerCase(
                "Residual", (6, 6, 3),
                """
                { "type": "Conv2D", "name": "stem", "filters": 4, "kernel_size": 3, "padding": "same", "activation": "relu" },
                { "type": "Conv2D", "filters": 6, "kernel_size": 3, "strides": 2, "padding": "same", "activation": "relu" },
                { "type": "Conv2D", "name": "way", "filters": 6, "kernel_size": 3, "padding": "same" },
                { "type": "StridedSlice", "strides": 2, "inputs": ["stem"] }, { "type": "ChannelPadding", "name": "shortcut", "after": 2 },
                { "type": "Add", "inputs": ["way", "shortcut"] }, { "type": "ReLU" }, { "type": "GlobalAveragePooling2D" }, { "type": "Dense", "units": 3, "activation": "softmax" }
                """, Classes);
            yield return new LayerCase(
                "DenseBlock", (5, 4, 3),
                """
                { "type": "Conv2D", "name": "a", "filters": 5, "kernel_size": 3, "padding": "same", "activation": "relu" },
                { "type": "Conv2D", "name": "b", "filters": 3, "kernel_size": 3, "padding": "same", "activation": "relu" },
                { "type": "Concatenate", "name": "ab", "inputs": ["a", "b"] },
                { "type": "Conv2D", "name": "c", "filters": 3, "kernel_size": 3, "padding": "same", "activation": "relu" },
                { "type": "Concatenate", "inputs": ["a", "b", "c"] }, { "type": "AveragePooling2D" }, { "type": "Flatten" }, { "type": "Dense", "units": 3, "activation": "softmax" }
                """, Classes);
            yield return new LayerCase(
                "Inception", (6, 5, 3),
                """
                { "type": "Conv2D", "name": "stem", "filters": 6, "kernel_size": 1, "activation": "relu" },
                { "type": "Conv2D", "name": "one", "filters": 3, "kernel_size": 1, "inputs": ["stem"] },
                { "type": "Conv2D", "filters": 2, "kernel_size": 1, "inputs": ["stem"] }, { "type": "Conv2D", "name": "three", "filters": 4, "kernel_size": 3, "padding": "same" },
                { "type": "MaxPooling2D", "pool_size": 3, "strides": 1, "padding": "same", "inputs": ["stem"] }, { "type": "Conv2D", "name": "pool", "filters": 2, "kernel_size": 1 },
                { "type": "Concatenate", "inputs": ["one", "three", "pool"] }, { "type": "GlobalMaxPooling2D" }, { "type": "Dense", "units": 3, "activation": "softmax" }
                """, Classes);
            yield return new LayerCase(
                "SqueezeExcite", (4, 5, 3),
                """
                { "type": "Conv2D", "name": "features", "filters": 18, "kernel_size": 3, "padding": "same", "activation": "silu" },
                { "type": "GlobalAveragePooling2D" }, { "type": "Dense", "units": 4, "activation": "silu" }, { "type": "Dense", "units": 18, "activation": "sigmoid" },
                { "type": "Reshape", "name": "weights", "target_shape": [1, 1, 18] }, { "type": "Multiply", "inputs": ["features", "weights"] },
                { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }
                """);
        }
    }
}

public sealed class NetworkTests : LayerTests<NetworkCases>;
