namespace CnnGen.Layers.Tests;

/// <summary>The two convolutions are tested with their own kinds; here it is how they meet.</summary>
public sealed class SeparableConv2DCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int In, int Multiplier, int Out)[] channels = [(1, 1, 3), (3, 1, 16), (16, 1, 17), (17, 2, 5), (33, 1, 33), (3, 3, 1)];
            (int H, int W, string Keys)[] shapes =
            [
                (5, 6, """ "kernel_size": 3, "padding": "same" """), (6, 7, """ "kernel_size": 3, "strides": 2, "padding": "same" """),
                (1, 1, """ "kernel_size": 3, "padding": "same" """), (6, 5, """ "kernel_size": [2, 3], "strides": [1, 2], "padding": [[0, 3], [2, 1]] """),
                (7, 9, """ "kernel_size": 3, "dilation_rate": [2, 3], "padding": "same" """),
            ];
            string[] activations = ["linear", "relu", "sigmoid", "tanh"];
            for (int i = 0; i < 10; i++)
            {
                var (inputs, multiplier, outputs) = channels[i % channels.Length];
                var shape = shapes[i % shapes.Length];
                string bias = i % 4 == 3 ? ", \"use_bias\": false" : "";
                yield return LayerCase.AfterFeatures(
                    $"Separable{i}_{inputs}x{multiplier}to{outputs}_{shape.H}x{shape.W}", (shape.H, shape.W, inputs),
                    $$"""{ "type": "SeparableConv2D", "filters": {{outputs}}, "depth_multiplier": {{multiplier}}, {{shape.Keys}}, "activation": "{{activations[i % 4]}}"{{bias}} }""");
            }

            yield return new LayerCase("SeparableFirst", (5, 6, 3), """{ "type": "SeparableConv2D", "filters": 4, "kernel_size": 3, "padding": "same" }""");
            yield return LayerCase.ReadTwice(
                "SeparableReadTwice", (5, 6, 18),
                """{ "type": "SeparableConv2D", "filters": 4, "kernel_size": 3, "strides": 2 }""",
                """{ "type": "SeparableConv2D", "filters": 5, "kernel_size": 2, "padding": "same" }""");
        }
    }
}

public sealed class SeparableConv2DTests : LayerTests<SeparableConv2DCases>;
