namespace CnnGen.Layers.Tests;

/// <summary>Channels that fill vectors and that do not, multipliers that fit beside each other in a vector and that do not.</summary>
public sealed class DepthwiseConv2DCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int Channels, int Multiplier)[] channels = [(1, 1), (3, 1), (16, 1), (17, 1), (33, 1), (1, 5), (3, 2), (16, 2), (17, 3), (6, 4), (2, 20), (5, 9)];
            (int H, int W, string Keys)[] shapes =
            [
                (5, 6, """ "kernel_size": 3, "padding": "same" """), (5, 21, """ "kernel_size": 3 """), (6, 7, """ "kernel_size": 3, "strides": 2, "padding": "same" """),
                (1, 1, """ "kernel_size": 3, "padding": "same" """), (6, 5, """ "kernel_size": [2, 3], "strides": [1, 2], "padding": [[0, 3], [2, 1]] """),
                (7, 9, """ "kernel_size": 3, "dilation_rate": [2, 3], "padding": "same" """), (3, 12, """ "kernel_size": [1, 9], "padding": "same" """),
                (4, 5, """ "kernel_size": 1, "strides": 2 """), (3, 4, """ "kernel_size": 1 """), (8, 9, """ "kernel_size": 7, "padding": 3 """),
            ];
            string[] activations = ["linear", "relu", "sigmoid", "tanh"];
            for (int i = 0; i < 24; i++)
            {
                var (inputs, multiplier) = channels[i % channels.Length];
                var shape = shapes[(7 * i) % shapes.Length];
                string bias = i % 5 == 4 ? ", \"use_bias\": false" : "";
                yield return LayerCase.AfterFeatures(
                    $"Depthwise{i}_{inputs}x{multiplier}_{shape.H}x{shape.W}", (shape.H, shape.W, inputs),
                    $$"""{ "type": "DepthwiseConv2D", "depth_multiplier": {{multiplier}}, {{shape.Keys}}, "activation": "{{activations[i % 4]}}"{{bias}} }""");
            }

            yield return LayerCase.ReadTwice(
                "DepthwiseReadTwice", (5, 6, 19),
                """{ "type": "DepthwiseConv2D", "kernel_size": 3, "strides": 2 }""",
                """{ "type": "DepthwiseConv2D", "kernel_size": 2, "depth_multiplier": 3, "padding": "same" }""");
        }
    }
}

public sealed class DepthwiseConv2DTests : LayerTests<DepthwiseConv2DCases>;
