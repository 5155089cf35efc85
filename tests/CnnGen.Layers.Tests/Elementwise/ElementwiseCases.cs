namespace CnnGen.Layers.Tests;

/// <summary>Functions with numbers of the layer's own, between layers that give their tensors borders.</summary>
public sealed class ElementwiseCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            string[] layers =
            [
                """{ "type": "ReLU" }""", """{ "type": "ReLU", "max_value": 0.3 }""", """{ "type": "ReLU", "max_value": 0.4, "negative_slope": 0.1, "threshold": 0.2 }""",
                """{ "type": "ReLU", "threshold": 0.25 }""", """{ "type": "LeakyReLU" }""", """{ "type": "LeakyReLU", "negative_slope": 1.5 }""", """{ "type": "ELU", "alpha": 0.7 }""",
                """{ "type": "Clip", "min": -0.2, "max": 0.4 }""", """{ "type": "Shrink", "lambd": 0.25 }""",
                """{ "type": "Shrink", "lambd": 0.1, "bias": 0.3 }""", """{ "type": "Shrink", "lambd": 0.2, "bias": -0.3 }""", """{ "type": "Rescaling", "scale": 2.5, "offset": -1 }""",
                """{ "type": "Normalization", "mean": 0.1, "variance": 4 }""", """{ "type": "PReLU" }""", """{ "type": "PReLU", "shared_axes": [1, 2] }""", """{ "type": "PReLU", "shared_axes": [2] }""",
            ];
            for (int i = 0; i < layers.Length; i++)
            {
                yield return LayerCase.AfterFeatures(
                    $"{layers[i].Split('"')[3]}{i}", (2, 3, i % 2 == 0 ? 17 : 5), $$"""{{layers[i]}}, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }""");
            }

            yield return LayerCase.AfterFeatures(
                "Rescaling_PerChannel", (3, 2, 3), """{ "type": "Rescaling", "scale": [1, -2, 0.5], "offset": [0.25, 0, 3] }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }""");
            yield return new LayerCase(
                "Normalization_OfImage", (3, 2, 3), """{ "type": "Normalization", "mean": [0.4, 0.5, 0.6], "variance": [0.04, 0.25, 1] }, { "type": "Conv2D", "filters": 2, "kernel_size": 2 }""");
            yield return LayerCase.AfterFeatures("PReLU_OfVector", (2, 2, 5), """{ "type": "Flatten" }, { "type": "PReLU" }, { "type": "Dense", "units": 2 }""");
            yield return LayerCase.ReadTwice("PReLU_Second", (2, 2, 16), """{ "type": "PReLU", "shared_axes": [1] }""", """{ "type": "Rescaling", "scale": 2 }""");
            foreach (string numbers in (string[])["", ", \"size\": 4, \"alpha\": 2, \"beta\": 0.5, \"bias\": 1.5", ", \"size\": 1, \"alpha\": 3"])
            {
                yield return LayerCase.ReadTwice(
                    $"Local{numbers.Length}", (2, 3, numbers.Length == 0 ? 3 : 19), $$"""{ "type": "LocalResponseNormalization"{{numbers}} }""",
                    """{ "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }""");
            }

            yield return LayerCase.AfterFeatures(
                "SpatialDropout", (3, 4, 19), """{ "type": "SpatialDropout2D", "rate": 0.4 }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }""");
        }
    }
}

public sealed class ElementwiseTests : LayerTests<ElementwiseCases>;
