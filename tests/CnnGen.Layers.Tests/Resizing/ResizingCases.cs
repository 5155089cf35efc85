namespace CnnGen.Layers.Tests;

/// <summary>Larger and smaller, one pixel, each interpolation and each way to place pixels.</summary>
public sealed class ResizingCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            string[] settings =
            [
                "\"size\": [7, 5]", "\"size\": [2, 9]", "\"size\": 1", "\"size\": [3, 2], \"antialias\": true", "\"size\": 6, \"coordinates\": \"align_corners\"",
                "\"size\": [8, 3], \"interpolation\": \"bicubic\"", "\"size\": [2, 3], \"interpolation\": \"bicubic\", \"antialias\": true",
                "\"size\": [5, 9], \"interpolation\": \"bicubic\", \"cubic_coeff\": -0.5, \"exclude_outside\": true", "\"size\": [3, 7], \"interpolation\": \"nearest\"",
                "\"size\": [3, 7], \"interpolation\": \"nearest\", \"rounding\": \"floor\", \"coordinates\": \"asymmetric\"",
                "\"size\": [3, 8], \"interpolation\": \"nearest\", \"rounding\": \"ceil\"", "\"size\": 8, \"interpolation\": \"nearest\", \"rounding\": \"round_prefer_ceil\", \"coordinates\": \"asymmetric\"",
                "\"size\": [1, 6], \"coordinates\": \"pytorch_half_pixel\"", "\"size\": [7, 9], \"coordinates\": \"half_pixel_symmetric\", \"scales\": [1.5, 2.25]",
            ];
            for (int i = 0; i < settings.Length; i++)
            {
                yield return LayerCase.AfterFeatures(
                    $"Resizing_{i}", (5, 4, i % 2 == 0 ? 17 : 3), $$"""{ "type": "Resizing", {{settings[i]}} }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }""");
            }
        }
    }
}

public sealed class ResizingTests : LayerTests<ResizingCases>;
