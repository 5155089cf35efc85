namespace CnnGen.Layers.Tests;

/// <summary>Windows that touch, overlap, leave gaps and hang over the border.</summary>
public sealed class MaxPooling2DCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
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
                yield return LayerCase.AfterFeatures($"Pool{n++}_{h}x{w}x{c}", (h, w, c), $$"""{ "type": "MaxPooling2D"{{(options.Length > 0 ? ", " : "")}}{{options}} }""");
            }
        }
    }
}

public sealed class MaxPooling2DTests : LayerTests<MaxPooling2DCases>;
