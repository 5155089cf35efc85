namespace CnnGen.Layers.Tests;

/// <summary>Kernel sizes, strides and paddings over channel counts that fill vectors and that do not.</summary>
public sealed class Conv2DCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int In, int Out)[] channels = [(1, 1), (1, 16), (3, 17), (16, 33), (17, 3), (33, 1), (16, 16), (33, 17), (3, 40), (2, 5), (5, 64), (4, 8)];
            (int H, int W, string Kernel, string Strides, string Padding)[] shapes =
            [
                (5, 6, "3", "1", "valid"), (5, 6, "3", "1", "same"), (7, 6, "3", "2", "valid"), (6, 7, "3", "2", "same"),
                (1, 1, "1", "1", "valid"), (1, 1, "3", "1", "same"), (4, 5, "[2, 3]", "[1, 2]", "same"), (6, 5, "[3, 1]", "[2, 1]", "valid"),
                (9, 9, "2", "3", "valid"), (5, 4, "5", "1", "same"), (4, 31, "3", "1", "same"), (7, 7, "1", "2", "valid"), (3, 3, "3", "1", "valid"),
                (9, 6, "3", "3", "valid"), (4, 3, "[3, 5]", "[4, 9]", "same"),
            ];
            string[] activations = ["linear", "relu", "sigmoid", "tanh"];
            int n = 0;
            foreach (var shape in shapes)
            {
                for (int k = 0; k < 2; k++, n++)
                {
                    var (inputs, outputs) = channels[n % channels.Length];
                    string bias = n % 5 == 4 ? ", \"use_bias\": false" : "";
                    yield return LayerCase.AfterFeatures(
                        $"Conv{n}_{inputs}to{outputs}_{shape.H}x{shape.W}", (shape.H, shape.W, inputs),
                        $$"""{ "type": "Conv2D", "filters": {{outputs}}, "kernel_size": {{shape.Kernel}}, "strides": {{shape.Strides}}, "padding": "{{shape.Padding}}", "activation": "{{activations[n % 4]}}"{{bias}} }""");
                }
            }

            (int In, int Out, int Groups)[] groups =
            [
                (6, 6, 2), (6, 6, 3), (6, 6, 6), (34, 34, 2), (34, 34, 17), (17, 51, 17), (16, 32, 4), (32, 16, 8), (3, 3, 3), (40, 20, 20), (12, 4, 4), (32, 32, 8), (36, 36, 2), (4, 80, 4), (48, 6, 2),
            ];
            (int H, int W, string Keys)[] complete =
            [
                (7, 8, """ "kernel_size": 3, "padding": 1 """), (6, 5, """ "kernel_size": 3, "padding": [2, 0], "strides": 2 """),
                (5, 6, """ "kernel_size": [2, 3], "padding": [[1, 0], [0, 4]] """), (9, 8, """ "kernel_size": 3, "dilation_rate": 2 """),
                (8, 9, """ "kernel_size": 3, "dilation_rate": [3, 2], "padding": "same" """), (9, 10, """ "kernel_size": [3, 2], "dilation_rate": [1, 3], "padding": [[3, 1], [2, 5]] """),
                (9, 8, """ "kernel_size": 3, "padding": "same", "strides": 2 """), (1, 1, """ "kernel_size": 3, "padding": 3 """),
                (11, 12, """ "kernel_size": 3, "dilation_rate": [2, 3], "strides": [4, 2], "padding": 2 """), (5, 4, """ "kernel_size": 1 """),
                (4, 33, """ "kernel_size": [1, 9], "padding": "same" """), (7, 7, """ "kernel_size": [5, 4], "dilation_rate": 5, "padding": "same" """),
                (4, 4, """ "kernel_size": 2, "strides": 3, "padding": [[0, 1], [5, 0]] """),
            ];
            for (int i = 0; i < 30; i++, n++)
            {
                var (inputs, outputs) = channels[(5 * i) % channels.Length];
                int count = 1;
                if (i % 2 == 0) (inputs, outputs, count) = groups[i / 2 % groups.Length];
                var shape = complete[i % complete.Length];
                yield return LayerCase.AfterFeatures(
                    $"Conv{n}_{inputs}to{outputs}_G{count}_{shape.H}x{shape.W}", (shape.H, shape.W, inputs),
                    $$"""{ "type": "Conv2D", "filters": {{outputs}}, "groups": {{count}}, {{shape.Keys}}, "activation": "{{activations[n % 4]}}" }""");
            }

            yield return LayerCase.ReadTwice(
                "ConvReadTwice", (5, 6, 8),
                """{ "type": "Conv2D", "filters": 8, "kernel_size": 3, "groups": 4, "strides": 2, "padding": 1 }""",
                """{ "type": "Conv2D", "filters": 6, "kernel_size": 2, "groups": 2, "dilation_rate": 2 }""");
            yield return LayerCase.ReadTwice(
                "ConvReadTwiceInGaps", (7, 6, 17),
                """{ "type": "Conv2D", "filters": 34, "kernel_size": 1, "groups": 17, "strides": 2 }""",
                """{ "type": "Conv2D", "filters": 17, "kernel_size": 3, "groups": 17, "padding": "same" }""");
        }
    }
}

public sealed class Conv2DTests : LayerTests<Conv2DCases>;
