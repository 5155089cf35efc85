namespace CnnGen.Layers.Tests;

/// <summary>
/// Convolutions by Winograd's algorithm, alone and with the pooling of their outputs: sizes that tiles fill and that they do not, a single tile, channels that
/// fill vectors and that do not.
/// </summary>
public sealed class WinogradConv2DCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int H, int W, int In, int Out, string Options, string? Pooling)[] shapes =
            [
                (6, 6, 16, 16, "", null), (7, 9, 3, 17, "", null), (8, 6, 17, 33, "\"padding\": \"same\", ", null), (5, 5, 1, 1, "\"padding\": \"same\", ", null),
                (4, 31, 5, 40, "\"padding\": \"same\", ", null), (13, 13, 4, 64, "", ""), (9, 7, 20, 3, "\"padding\": \"same\", ", ""), (10, 10, 2, 48, "", "\"pool_size\": [1, 2]"),
                (9, 9, 6, 16, "", "\"pool_size\": 3"), (6, 7, 33, 5, "\"use_bias\": false, ", null), (6, 6, 128, 80, "\"padding\": \"same\", ", null),
            ];
            string[] activations = ["relu", "linear", "tanh", "sigmoid"];
            int n = 0;
            foreach (var (h, w, inputs, outputs, options, pooling) in shapes)
            {
                foreach (int tile in (int[])[2, 4])
                {
                    string pool = pooling is null ? "" : $$""", { "type": "MaxPooling2D"{{(pooling.Length > 0 ? ", " + pooling : "")}} }""";
                    yield return LayerCase.AfterFeatures(
                        $"Winograd{tile}_{inputs}to{outputs}_{h}x{w}", (h, w, inputs),
                        $$"""{ "type": "Conv2D", "filters": {{outputs}}, "kernel_size": 3, {{options}}"algorithm": "winograd{{tile}}", "activation": "{{activations[n++ % 4]}}" }{{pool}}""");
                }
            }
        }
    }
}

public sealed class WinogradConv2DTests : LayerTests<WinogradConv2DCases>;
