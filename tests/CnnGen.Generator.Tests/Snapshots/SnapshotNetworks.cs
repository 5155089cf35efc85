namespace CnnGen.Generator.Tests.Snapshots;

/// <summary>Tiny networks, so that what is emitted for them can be read: one a kind of layer, and one with two outputs.</summary>
internal static class SnapshotNetworks
{
    private const string Mse = """, "compile": { "optimizer": "sgd", "loss": "mse" }""";

    /// <summary>By name; the network of a kind has the kind's name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["Conv2D"] = Of(
            "[4, 4, 2]",
            """
            { "type": "Conv2D", "filters": 3, "kernel_size": 2, "activation": "relu" },
            { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }
            """,
            Mse),
        ["MaxPooling2D"] = Of(
            "[4, 4, 2]",
            """
            { "type": "Conv2D", "filters": 2, "kernel_size": 1, "use_bias": false },
            { "type": "MaxPooling2D", "pool_size": 3, "strides": 2, "padding": "same" }
            """,
            Mse),
        ["Flatten"] = Of(
            "[2, 2, 3]",
            """
            { "type": "Conv2D", "name": "bordered", "filters": 2, "kernel_size": 1 }, { "type": "Conv2D", "filters": 1, "kernel_size": 2, "padding": "same" }, { "type": "Flatten" }
            """,
            """
            , "heads": {
                "copied": { "layers": [{ "type": "Flatten", "inputs": ["bordered"] }] },
                "shared": { "layers": [{ "type": "Dense", "units": 1 }] }
              }, "compile": { "loss": ["mse", "mse"] }
            """),
        ["Dropout"] = Of(
            "[1, 1, 5]",
            """
            { "type": "Flatten" }, { "type": "Dense", "units": 3 }, { "type": "Dropout", "rate": 0.5 }, { "type": "Dense", "units": 2 }
            """,
            Mse),
        ["Dense"] = Of(
            "[1, 1, 5]",
            """
            { "type": "Flatten" }, { "type": "Dense", "units": 9, "activation": "tanh" },
            { "type": "Dense", "name": "sure", "units": 1, "activation": "sigmoid", "kind": "values" }
            """,
            Mse),
        ["Activation"] = Of(
            "[1, 1, 3]",
            """
            { "type": "Flatten" }, { "type": "Dense", "units": 3 }, { "type": "Activation", "activation": "sigmoid" }, { "type": "Activation", "activation": "softmax" }
            """,
            """, "compile": { "loss": "sparse_categorical_crossentropy" }"""),
        ["DualHead"] = Of(
            "[4, 4, 3]",
            """
            { "type": "Conv2D", "filters": 4, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" }, { "type": "Flatten" }
            """,
            """
            , "heads": {
                "class_output": { "layers": [{ "type": "Dense", "units": 3, "activation": "softmax" }], "labels": ["circle", "square", "a \"quoted\" \u2606"] },
                "loc_output": { "layers": [{ "type": "Dense", "units": 4 }], "kind": "bounding_box" }
              },
              "compile": {
                "loss": { "class_output": "sparse_categorical_crossentropy", "loc_output": "mse" },
                "loss_weights": { "class_output": 0.8, "loc_output": 0.2 },
                "metrics": { "class_output": "accuracy", "loc_output": "iou" }
              }
            """),
    };

    /// <summary>All of them in one file.</summary>
    public static string File { get; } =
        $$"""{ "namespace": "Tests", "models": { {{string.Join(",\n", All.Select(network => $"\"{network.Key}\": {network.Value}"))}} } }""";

    private static string Of(string shape, string layers, string rest) =>
        $$"""{ "input": { "shape": {{shape}} }, "layers": [{{layers}}]{{rest}} }""";
}
