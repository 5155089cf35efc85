namespace CnnGen.Benchmarks;

/// <summary>Networks of one convolution, and the two of the samples.</summary>
internal static class KernelNetworks
{
    /// <summary>A case: a network and the images of a batch.</summary>
    public readonly record struct Item(string Name, string Json, int Batch);

    /// <summary>Convolutions of 3 x 3 whose sizes are those of the stages of a residual network, by each algorithm.</summary>
    public static IEnumerable<Item> Convolutions()
    {
        foreach (var (side, channels) in ((int, int)[])[(56, 64), (28, 128), (14, 256), (7, 512)])
        {
            foreach (int batch in (int[])[1, 8])
            {
                foreach (string algorithm in (string[])["direct", "winograd2", "winograd4"])
                {
                    string choice = $", \"algorithm\": \"{algorithm}\"";
                    string name = $"Conv{side}x{channels}_{algorithm}";
                    yield return new Item(
                        name,
                        $$"""
                        "{{name}}": { "input": { "shape": [{{side}}, {{side}}, {{channels}}] },
                          "layers": [{ "type": "Conv2D", "filters": {{channels}}, "kernel_size": 3, "padding": "same", "activation": "relu"{{choice}} }] }
                        """,
                        batch);
                }
            }
        }
    }

    /// <summary>First layers, whose few input channels leave little to do for each weight that is loaded, and a dense layer of one image.</summary>
    public static IEnumerable<Item> Others()
    {
        yield return Layers("First28x1", "[28, 28, 1]", """{ "type": "Conv2D", "filters": 32, "kernel_size": 3, "activation": "relu" }""");
        yield return Layers("First64x3", "[64, 64, 3]", """{ "type": "Conv2D", "filters": 32, "kernel_size": 3, "activation": "relu" }""");
        yield return Layers("First224x3s2", "[224, 224, 3]", """{ "type": "Conv2D", "filters": 64, "kernel_size": 7, "strides": 2, "padding": "same", "activation": "relu" }""");
        yield return Layers("Pixel28x256", "[28, 28, 256]", """{ "type": "Conv2D", "filters": 64, "kernel_size": 1, "activation": "relu" }""");
        yield return Layers("Dense2048x1000", "[1, 1, 2048]", """{ "type": "Flatten" }, { "type": "Dense", "units": 1000 }""");
        yield return Layers("Dense512x128", "[1, 1, 512]", """{ "type": "Flatten" }, { "type": "Dense", "units": 128 }""");
    }

    public static IEnumerable<Item> Samples()
    {
        const string Digits =
            """
            "Digits": { "input": { "shape": [28, 28, 1] }, "layers": [
              { "type": "Conv2D", "filters": 32, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" },
              { "type": "Conv2D", "filters": 64, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" },
              { "type": "Flatten" }, { "type": "Dropout", "rate": 0.5 }, { "type": "Dense", "units": 10, "activation": "softmax" }],
              "compile": { "loss": "sparse_categorical_crossentropy" } }
            """;
        const string Locator =
            """
            "Locator": { "input": { "shape": [64, 64, 3] }, "layers": [
              { "type": "Conv2D", "filters": 32, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" },
              { "type": "Conv2D", "filters": 64, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" },
              { "type": "Conv2D", "filters": 128, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" },
              { "type": "Conv2D", "filters": 128, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" },
              { "type": "Flatten" }, { "type": "Dense", "units": 128, "activation": "relu" }],
              "heads": { "class_output": { "layers": [{ "type": "Dense", "units": 3, "activation": "softmax" }] },
                         "loc_output": { "layers": [{ "type": "Dense", "units": 4 }], "kind": "bounding_box" } },
              "compile": { "loss": ["sparse_categorical_crossentropy", "mse"] } }
            """;
        foreach (int batch in (int[])[1, 64]) yield return new Item("Digits", Digits, batch);
        foreach (int batch in (int[])[1, 32]) yield return new Item("Locator", Locator, batch);
    }

    private static Item Layers(string name, string shape, string layers) =>
        new(name, $$""" "{{name}}": { "input": { "shape": {{shape}} }, "layers": [{{layers}}] } """, 1);
}
