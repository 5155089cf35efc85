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
        }
    }
}

public sealed class Conv2DTests : LayerTests<Conv2DCases>;
