namespace CnnGen.Layers.Tests;

/// <summary>Channels, multipliers and filters that fill vectors and that do not, over windows of every kind.</summary>
public sealed class SeparableConv2DCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int Channels, int Multiplier, int Filters)[] channels =
                [(1, 1, 1), (3, 1, 16), (16, 1, 17), (17, 2, 3), (33, 1, 33), (3, 3, 5), (16, 2, 16), (1, 3, 33), (33, 2, 1), (8, 1, 40)];
            (int H, int W, string Keys)[] windows =
            [
                (5, 6, """ "kernel_size": 3 """), (5, 6, """ "kernel_size": 3, "padding": "same" """),
                (6, 7, """ "kernel_size": 3, "strides": 2, "padding": "same" """), (1, 1, """ "kernel_size": 3, "padding": "same" """),
                (4, 5, """ "kernel_size": [2, 3], "strides": [1, 2], "padding": [[1, 0], [0, 2]] """),
                (9, 8, """ "kernel_size": 3, "dilation_rate": 2 """), (9, 9, """ "kernel_size": 2, "strides": 3, "use_bias": false """),
            ];
            string[] activations = ["linear", "relu", "sigmoid", "tanh"];
            for (int n = 0; n < 2 * windows.Length; n++)
            {
                var (inputs, multiplier, filters) = channels[n % channels.Length];
                var window = windows[n % windows.Length];
                yield return LayerCase.AfterFeatures(
                    $"Separable{n}_{inputs}x{multiplier}to{filters}_{window.H}x{window.W}", (window.H, window.W, inputs),
                    $$"""{ "type": "SeparableConv2D", "filters": {{filters}}, "depth_multiplier": {{multiplier}}, {{window.Keys}}, "activation": "{{activations[n % 4]}}" }""");
            }

            yield return LayerCase.ReadTwice(
                "SeparableReadTwice", (6, 7, 17),
                """{ "type": "SeparableConv2D", "filters": 5, "kernel_size": 3, "padding": "same" }""",
                """{ "type": "SeparableConv2D", "filters": 3, "kernel_size": 2, "strides": 3 }""");
        }
    }
}

public sealed class SeparableConv2DTests : LayerTests<SeparableConv2DCases>;
