namespace CnnGen.Layers.Tests;

/// <summary>Groups of one channel, of some and of all; images and vectors; parameters that are missing.</summary>
public sealed class GroupNormalizationCases : ICases
{
    public static double Tolerance => 1e-4;

    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int H, int W, int C, int Groups)[] sizes = [(1, 1, 4, 2), (3, 2, 6, 6), (5, 3, 6, 2), (2, 3, 17, 1), (2, 2, 66, 33)];
            foreach (var (h, w, c, groups) in sizes)
                yield return LayerCase.AfterFeatures($"In{h}x{w}x{c}By{groups}", (h, w, c), $$"""{ "type": "GroupNormalization", "groups": {{groups}} }""");
            yield return LayerCase.AfterFeatures("Default", (2, 2, 64), """{ "type": "GroupNormalization" }""");
            yield return LayerCase.AfterFeatures("NoScale", (3, 3, 6), """{ "type": "GroupNormalization", "groups": 3, "scale": false }""");
            yield return LayerCase.AfterFeatures("NoCenter", (3, 3, 6), """{ "type": "GroupNormalization", "groups": 3, "center": false, "epsilon": 0.1 }""");
            yield return new LayerCase("First", (4, 3, 6), """{ "type": "GroupNormalization", "groups": 2 }, { "type": "Conv2D", "filters": 3, "kernel_size": 2 }""");
            yield return new LayerCase(
                "Borders", (6, 5, 2),
                """
                { "type": "Conv2D", "name": "trunk", "filters": 4, "kernel_size": 3, "padding": "same", "activation": "tanh" }
                """,
                """
                "heads": {
                  "a": { "layers": [ { "type": "GroupNormalization", "groups": 2, "inputs": ["trunk"] }, { "type": "Conv2D", "filters": 3, "kernel_size": 3, "padding": "same" } ] },
                  "b": { "layers": [ { "type": "GroupNormalization", "groups": 4, "inputs": ["trunk"] }, { "type": "Flatten" }, { "type": "Dense", "units": 3 } ] },
                  "c": { "layers": [ { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same", "inputs": ["trunk"] } ] }
                },
                "compile": { "loss": ["mse", "mse", "mse"] }
                """);
        }
    }
}

public sealed class GroupNormalizationTests : LayerTests<GroupNormalizationCases>;
