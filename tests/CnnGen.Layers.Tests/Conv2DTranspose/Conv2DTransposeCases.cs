namespace CnnGen.Layers.Tests;

/// <summary>Kernels longer and shorter than the step, every kind of size, and gaps that only the bias fills.</summary>
public sealed class Conv2DTransposeCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int In, int Out)[] channels = [(1, 1), (3, 16), (16, 17), (17, 3), (33, 1), (5, 33), (16, 16)];
            (int H, int W, string Keys)[] shapes =
            [
                (4, 5, """ "kernel_size": 4, "strides": 2, "padding": "same" """), (4, 5, """ "kernel_size": 3, "strides": 2, "padding": "same" """),
                (3, 4, """ "kernel_size": 3, "strides": 2 """), (3, 4, """ "kernel_size": 2, "strides": 2 """), (5, 4, """ "kernel_size": 3 """),
                (1, 1, """ "kernel_size": 3, "strides": 2, "padding": "same" """), (3, 2, """ "kernel_size": 1, "strides": 3 """),
                (3, 3, """ "kernel_size": 2, "strides": 3, "padding": "same", "use_bias": false """), (3, 4, """ "kernel_size": [3, 5], "strides": [2, 3], "padding": "same", "output_padding": [0, 1] """),
                (3, 4, """ "kernel_size": [3, 2], "strides": [1, 2], "output_padding": [0, 1] """), (4, 4, """ "kernel_size": 3, "padding": "same" """),
                (4, 3, """ "kernel_size": 3, "dilation_rate": 2, "padding": "same" """), (3, 4, """ "kernel_size": 3, "strides": 2, "dilation_rate": [2, 3] """),
                (1, 3, """ "kernel_size": 1, "strides": [4, 1], "padding": "same" """),
            ];
            string[] activations = ["linear", "relu", "sigmoid", "tanh"];
            for (int i = 0; i < 21; i++)
            {
                var (inputs, outputs) = channels[(i + (i / 14)) % channels.Length];
                var shape = shapes[i % shapes.Length];
                yield return LayerCase.AfterFeatures(
                    $"Transpose{i}_{inputs}to{outputs}_{shape.H}x{shape.W}", (shape.H, shape.W, inputs),
                    $$"""{ "type": "Conv2DTranspose", "filters": {{outputs}}, {{shape.Keys}}, "activation": "{{activations[i % 4]}}" }""");
            }

            yield return new LayerCase("TransposeFirst", (3, 4, 3), """{ "type": "Conv2DTranspose", "filters": 4, "kernel_size": 3, "strides": 2, "padding": "same" }""");
            yield return LayerCase.ReadTwice(
                "TransposeReadTwice", (3, 4, 8),
                """{ "type": "Conv2DTranspose", "filters": 4, "kernel_size": 4, "strides": 2 }""",
                """{ "type": "Conv2DTranspose", "filters": 3, "kernel_size": 1, "strides": 2 }""");
            yield return new LayerCase(
                "TransposeBetween", (6, 6, 2),
                """
                { "type": "Conv2D", "filters": 6, "kernel_size": 3, "strides": 2, "padding": "same", "activation": "relu" },
                { "type": "Conv2DTranspose", "filters": 5, "kernel_size": 4, "strides": 2, "padding": "same", "activation": "relu" },
                { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }
                """);
        }
    }
}

public sealed class Conv2DTransposeTests : LayerTests<Conv2DTransposeCases>;
