namespace CnnGen.Layers.Tests;

/// <summary>Means, explicit padding, rounding up, and poolings over all pixels.</summary>
public sealed class PoolingCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int H, int W, int C, string Options)[] shapes =
            [
                (4, 6, 16, ""), (5, 5, 3, "\"pool_size\": 3, \"strides\": 2"), (6, 5, 33, "\"pool_size\": 3, \"strides\": 2, \"padding\": \"same\""),
                (7, 7, 5, "\"pool_size\": 2, \"strides\": 3"), (1, 1, 8, "\"padding\": \"same\""),
                (9, 8, 19, "\"pool_size\": 6, \"strides\": 1, \"padding\": \"same\""), (5, 6, 17, "\"pool_size\": 3, \"strides\": 2, \"padding\": [[1, 0], [2, 1]]"),
                (6, 7, 1, "\"pool_size\": 3, \"strides\": 2, \"padding\": 1, \"ceil_mode\": true"),
                (14, 14, 2, "\"pool_size\": 9, \"strides\": 4, \"padding\": 3, \"ceil_mode\": true"),
            ];
            int n = 0;
            foreach (var (h, w, c, options) in shapes)
            {
                string rest = (options.Length > 0 ? ", " : "") + options;
                yield return LayerCase.AfterFeatures($"Average{n}", (h, w, c), $$"""{ "type": "AveragePooling2D"{{rest}} }""");
                if (options.Contains("padding", StringComparison.Ordinal))
                    yield return LayerCase.AfterFeatures($"Counted{n}", (h, w, c), $$"""{ "type": "AveragePooling2D"{{rest}}, "count_include_pad": true }""");
                if (n >= 6) yield return LayerCase.AfterFeatures($"Max{n}", (h, w, c), $$"""{ "type": "MaxPooling2D"{{rest}} }""");
                n++;
            }

            foreach (string type in (string[])["\"type\": \"GlobalAveragePooling2D\"", "\"type\": \"GlobalMaxPooling2D\""])
            {
                string name = type.Contains("Max", StringComparison.Ordinal) ? "Max" : "Average";
                yield return LayerCase.AfterFeatures($"Global{name}", (3, 4, 17), $$"""{ {{type}} }, { "type": "Dense", "units": 2 }""");
                yield return LayerCase.AfterFeatures($"Global{name}_Large", (9, 11, 3), $$"""{ {{type}}, "keepdims": true }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }""");
                yield return LayerCase.ReadTwice($"Global{name}_Second", (2, 3, 16), $"{{ {type} }}", """{ "type": "Activation", "activation": "tanh" }""");
            }

            yield return LayerCase.ReadTwice("Average_Second", (4, 5, 6), """{ "type": "AveragePooling2D" }""", """{ "type": "Activation", "activation": "tanh" }""");
        }
    }
}

public sealed class PoolingTests : LayerTests<PoolingCases>;
