namespace CnnGen.Layers.Tests;

/// <summary>Channels and multipliers that fill vectors and that do not, over windows of every kind.</summary>
public sealed class DepthwiseConv2DCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int Channels, int Multiplier)[] channels =
                [(1, 1), (3, 1), (16, 1), (17, 1), (33, 1), (1, 2), (3, 3), (16, 2), (17, 3), (33, 2), (8, 3), (2, 20), (64, 1), (40, 1)];
            (int H, int W, string Keys)[] windows =
            [
                (5, 6, """ "kernel_size": 3 """), (5, 6, """ "kernel_size": 3, "padding": "same" """), (7, 6, """ "kernel_size": 3, "strides": 2 """),
                (6, 7, """ "kernel_size": 3, "strides": 2, "padding": "same" """), (1, 1, """ "kernel_size": 3, "padding": "same" """),
                (1, 1, """ "kernel_size": 1 """), (4, 5, """ "kernel_size": [2, 3], "strides": [1, 2], "padding": [[1, 0], [0, 2]] """),
                (9, 8, """ "kernel_size": 3, "dilation_rate": 2 """), (8, 9, """ "kernel_size": 3, "dilation_rate": [3, 2], "padding": "same" """),
                (4, 33, """ "kernel_size": [1, 9], "padding": "same" """), (5, 5, """ "kernel_size": 5, "padding": 2 """),
                (7, 7, """ "kernel_size": 1, "strides": 2 """), (9, 9, """ "kernel_size": 2, "strides": 3, "use_bias": false """),
            ];
            string[] activations = ["linear", "relu", "sigmoid", "tanh"];
            for (int n = 0; n < 2 * windows.Length; n++)
            {
                var (inputs, multiplier) = channels[n % channels.Length];
                var window = windows[n % windows.Length];
                yield return LayerCase.AfterFeatures(
                    $"Depthwise{n}_{inputs}x{multiplier}_{window.H}x{window.W}", (window.H, window.W, inputs),
                    $$"""{ "type": "DepthwiseConv2D", "depth_multiplier": {{multiplier}}, {{window.Keys}}, "activation": "{{activations[n % 4]}}" }""");
            }

            yield return LayerCase.ReadTwice(
                "DepthwiseReadTwice", (6, 7, 17),
                """{ "type": "DepthwiseConv2D", "kernel_size": 3, "strides": 2, "padding": "same" }""",
                """{ "type": "DepthwiseConv2D", "kernel_size": 1, "strides": 2, "depth_multiplier": 2 }""");
        }
    }
}

public sealed class DepthwiseConv2DTests : LayerTests<DepthwiseConv2DCases>;
