namespace CnnGen.Layers.Tests;

/// <summary>Pixels and images, of lengths that fill vectors and that do not, short enough to be unrolled and longer; parameters that are missing.</summary>
public sealed class LayerNormalizationCases : ICases
{
    public static double Tolerance => 1e-4;

    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int H, int W, int C)[] pixels = [(1, 1, 3), (3, 2, 16), (2, 3, 17), (2, 2, 90)];
            foreach (var (h, w, c) in pixels)
                yield return LayerCase.AfterFeatures($"Pixel{h}x{w}x{c}", (h, w, c), """{ "type": "LayerNormalization" }""");
            (int H, int W, int C)[] images = [(3, 2, 1), (3, 5, 4), (2, 7, 13)];
            foreach (var (h, w, c) in images)
                yield return LayerCase.AfterFeatures($"Image{h}x{w}x{c}", (h, w, c), """{ "type": "LayerNormalization", "axis": [1, 2, 3] }""");

            yield return LayerCase.AfterFeatures("NoScale", (3, 3, 5), """{ "type": "LayerNormalization", "scale": false }""");
            yield return LayerCase.AfterFeatures("NoCenter", (3, 3, 5), """{ "type": "LayerNormalization", "center": false, "epsilon": 0.1, "axis": [1, 2, 3] }""");
            yield return LayerCase.AfterFeatures("Neither", (3, 3, 5), """{ "type": "LayerNormalization", "center": false, "scale": false, "axis": -1 }""");
            yield return new LayerCase("First", (4, 3, 6), """{ "type": "LayerNormalization" }, { "type": "Conv2D", "filters": 3, "kernel_size": 2 }""");
            yield return new LayerCase(
                "Borders", (6, 5, 2),
                """
                { "type": "Conv2D", "name": "trunk", "filters": 5, "kernel_size": 3, "padding": "same", "activation": "tanh" }
                """,
                """
                "heads": {
                  "a": { "layers": [ { "type": "LayerNormalization", "inputs": ["trunk"] }, { "type": "Conv2D", "filters": 3, "kernel_size": 3, "padding": "same" } ] },
                  "b": { "layers": [ { "type": "LayerNormalization", "axis": [1, 2, 3], "inputs": ["trunk"] } ] },
                  "c": { "layers": [ { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same", "inputs": ["trunk"] } ] }
                },
                "compile": { "loss": ["mse", "mse", "mse"] }
                """);
        }
    }
}

public sealed class LayerNormalizationTests : LayerTests<LayerNormalizationCases>;
