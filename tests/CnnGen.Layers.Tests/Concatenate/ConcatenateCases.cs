namespace CnnGen.Layers.Tests;

/// <summary>Every axis, channels that cut vectors, one input twice, borders around inputs and outputs.</summary>
public sealed class ConcatenateCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            foreach (var (a, b, size) in ((int, int, int)[])[(1, 3, 3), (16, 17, 2), (17, 16, 1), (33, 1, 2), (5, 20, 3)])
            {
                yield return LayerCase.AfterFeatures(
                    $"Concatenate_{a}_{b}", (size, size + 1, a),
                    $$"""
                    { "type": "Conv2D", "name": "other", "filters": {{b}}, "kernel_size": 3, "padding": "same", "activation": "tanh" },
                    { "type": "Concatenate", "inputs": ["before", "other"] }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }
                    """);
            }

            yield return LayerCase.AfterFeatures("Concatenate_Twice", (2, 3, 5), """{ "type": "Concatenate", "inputs": ["before", "input", "before", "before"], "axis": 3 }""");
            yield return LayerCase.AfterFeatures(
                "Concatenate_Rows", (3, 4, 17),
                """{ "type": "Conv2D", "name": "other", "filters": 17, "kernel_size": [2, 1] }, { "type": "Concatenate", "inputs": ["before", "other"], "axis": 1 }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }""");
            yield return LayerCase.AfterFeatures(
                "Concatenate_Columns", (3, 4, 6),
                """{ "type": "Conv2D", "name": "other", "filters": 6, "kernel_size": [1, 3] }, { "type": "Concatenate", "inputs": ["other", "before", "other"], "axis": -2 }""");
            yield return LayerCase.AfterFeatures(
                "Concatenate_Vectors", (2, 1, 5),
                """{ "type": "Flatten", "name": "flat" }, { "type": "Dense", "units": 7 }, { "type": "Concatenate", "inputs": ["flat", "dense_1"] }, { "type": "Dense", "units": 3 }""");
        }
    }
}

public sealed class ConcatenateTests : LayerTests<ConcatenateCases>;
