namespace CnnGen.Layers.Tests;

/// <summary>The geometries that every kernel must get right: odd channel counts, borders, strides, single pixels, fan-out, several heads.</summary>
public static class LayerCases
{
    private const string Features = """{ "type": "Conv2D", "name": "before", "filters": @C@, "kernel_size": 1, "activation": "tanh" }""";

    public static readonly IReadOnlyList<LayerCase> All =
        [.. Convolutions(), .. Poolings(), .. Denses(), .. Activations(), .. Networks()];

    public static TheoryData<LayerCase> Theory
    {
        get
        {
            var data = new TheoryData<LayerCase>();
            foreach (var item in All) data.Add(item);
            return data;
        }
    }

    private static LayerCase AfterFeatures(string name, (int H, int W, int C) input, string layers) =>
        new(name, input, Features.Replace("@C@", input.C.ToString()) + ", " + AsValues(layers));

    /// <summary>Says that the last layer's numbers are just numbers, so that mse can train them whatever the activation.</summary>
    private static string AsValues(string layers) => layers.TrimEnd().TrimEnd('}') + ", \"kind\": \"values\" }";

    private static IEnumerable<LayerCase> Convolutions()
    {
        (int In, int Out)[] channels = [(1, 1), (1, 16), (3, 17), (16, 33), (17, 3), (33, 1), (16, 16), (33, 17), (3, 40), (2, 5), (5, 64), (4, 8)];
        (int H, int W, string Kernel, string Strides, string Padding)[] shapes =
        [
            (5, 6, "3", "1", "valid"), (5, 6, "3", "1", "same"), (7, 6, "3", "2", "valid"), (6, 7, "3", "2", "same"),
            (1, 1, "1", "1", "valid"), (1, 1, "3", "1", "same"), (4, 5, "[2, 3]", "[1, 2]", "same"), (6, 5, "[3, 1]", "[2, 1]", "valid"),
            (9, 9, "2", "3", "valid"), (5, 4, "5", "1", "same"), (4, 31, "3", "1", "same"), (7, 7, "1", "2", "valid"), (3, 3, "3", "1", "valid"),
            (9, 6, "3", "3", "valid"), (4, 3, "[3, 5]", "[4, 9]", "same"),
        ];
        string[] activations = ["linear", "relu", "sigmoid", "tanh"];
        int n = 0;
        foreach (var shape in shapes)
        {
            for (int k = 0; k < 2; k++, n++)
            {
                var (inputs, outputs) = channels[n % channels.Length];
                string bias = n % 5 == 4 ? ", \"use_bias\": false" : "";
                yield return AfterFeatures(
                    $"Conv{n}_{inputs}to{outputs}_{shape.H}x{shape.W}", (shape.H, shape.W, inputs),
                    $$"""{ "type": "Conv2D", "filters": {{outputs}}, "kernel_size": {{shape.Kernel}}, "strides": {{shape.Strides}}, "padding": "{{shape.Padding}}", "activation": "{{activations[n % 4]}}"{{bias}} }""");
            }
        }
    }

    private static IEnumerable<LayerCase> Poolings()
    {
        (int H, int W, int C, string Options)[] shapes =
        [
            (4, 6, 16, ""), (5, 7, 17, ""), (5, 5, 3, "\"pool_size\": 3, \"strides\": 2"), (6, 5, 33, "\"pool_size\": 3, \"strides\": 2, \"padding\": \"same\""),
            (5, 4, 1, "\"pool_size\": [3, 2], \"strides\": 1, \"padding\": \"same\""), (7, 7, 5, "\"pool_size\": 2, \"strides\": 3"), (1, 1, 8, "\"padding\": \"same\""),
            (7, 6, 20, "\"pool_size\": 2, \"strides\": 2, \"padding\": \"same\""),
            (9, 8, 19, "\"pool_size\": 6, \"strides\": 1, \"padding\": \"same\""), (33, 17, 2, "\"pool_size\": [16, 15], \"strides\": [16, 15]"),
            (3, 2, 3, "\"pool_size\": 2, \"strides\": 9, \"padding\": \"same\""),
        ];
        int n = 0;
        foreach (var (h, w, c, options) in shapes)
        {
            yield return AfterFeatures($"Pool{n++}_{h}x{w}x{c}", (h, w, c), $$"""{ "type": "MaxPooling2D"{{(options.Length > 0 ? ", " : "")}}{{options}} }""");
        }
    }

    private static IEnumerable<LayerCase> Denses()
    {
        (int In, int Out)[] sizes = [(1, 1), (3, 17), (16, 33), (17, 3), (33, 1), (40, 10), (7, 100), (130, 64), (9, 48)];
        string[] activations = ["linear", "relu", "sigmoid", "tanh"];
        int n = 0;
        foreach (var (inputs, outputs) in sizes)
        {
            yield return new LayerCase(
                $"Dense{n}_{inputs}to{outputs}", (1, 1, inputs),
                $$"""
                { "type": "Flatten" }, { "type": "Dense", "units": {{inputs}}, "activation": "tanh" },
                { "type": "Dense", "units": {{outputs}}, "activation": "{{activations[n++ % 4]}}", "kind": "values" }
                """);
        }
    }

    private static IEnumerable<LayerCase> Activations()
    {
        foreach (string activation in (string[])["linear", "relu", "sigmoid", "tanh", "softmax"])
        {
            yield return AfterFeatures($"Activation_{activation}", (3, 4, 5), $$"""{ "type": "Activation", "activation": "{{activation}}" }""");
            yield return AfterFeatures(
                $"Activation_{activation}_Between", (3, 4, 18),
                $$"""{ "type": "Activation", "activation": "{{activation}}" }, { "type": "Conv2D", "filters": 7, "kernel_size": 3, "padding": "same" }""");
        }

        yield return AfterFeatures("Softmax_InConvolution", (2, 3, 6), """{ "type": "Conv2D", "filters": 4, "kernel_size": 2, "activation": "softmax" }""");
        yield return new LayerCase("Softmax_InDense", (1, 1, 9), """{ "type": "Flatten" }, { "type": "Dense", "units": 6, "activation": "softmax", "kind": "values" }""");
    }

    private static IEnumerable<LayerCase> Networks()
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
    }
}
