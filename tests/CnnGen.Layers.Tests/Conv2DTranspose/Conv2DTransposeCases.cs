namespace CnnGen.Layers.Tests;

/// <summary>Windows that overlap, touch and leave gaps, over channel counts that fill vectors and that do not.</summary>
public sealed class Conv2DTransposeCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int In, int Out)[] channels = [(1, 1), (3, 16), (16, 17), (17, 3), (33, 33), (16, 1), (1, 33), (8, 40), (17, 16)];
            (int H, int W, string Keys)[] windows =
            [
                (4, 5, """ "kernel_size": 3 """), (4, 5, """ "kernel_size": 3, "padding": "same" """), (3, 4, """ "kernel_size": 2, "strides": 2 """),
                (3, 4, """ "kernel_size": 3, "strides": 2, "padding": "same" """), (4, 3, """ "kernel_size": 4, "strides": 2, "padding": "same" """),
                (3, 2, """ "kernel_size": 5, "strides": 3 """), (3, 3, """ "kernel_size": 2, "strides": 3 """), (1, 1, """ "kernel_size": 3, "padding": "same" """),
                (1, 1, """ "kernel_size": 2, "strides": 2, "padding": "same" """), (1, 1, """ "kernel_size": 1 """),
                (3, 4, """ "kernel_size": 3, "strides": 2, "output_padding": 1 """),
                (3, 4, """ "kernel_size": 3, "strides": [2, 3], "padding": "same", "output_padding": [0, 2] """),
                (4, 3, """ "kernel_size": [2, 3], "strides": [1, 2], "padding": "same", "use_bias": false """),
                (4, 5, """ "kernel_size": 3, "dilation_rate": 2 """), (5, 4, """ "kernel_size": 3, "dilation_rate": [2, 3], "padding": "same" """),
                (3, 3, """ "kernel_size": 1, "strides": 2, "padding": "same" """),
            ];
            string[] activations = ["linear", "relu", "sigmoid", "tanh", "linear"];
            for (int n = 0; n < 2 * windows.Length; n++)
            {
                var (inputs, outputs) = channels[n % channels.Length];
                var window = windows[n % windows.Length];
                yield return LayerCase.AfterFeatures(
                    $"Transpose{n}_{inputs}to{outputs}_{window.H}x{window.W}", (window.H, window.W, inputs),
                    $$"""{ "type": "Conv2DTranspose", "filters": {{outputs}}, {{window.Keys}}, "activation": "{{activations[n % activations.Length]}}" }""");
            }

            yield return LayerCase.ReadTwice(
                "TransposeReadTwice", (4, 3, 17),
                """{ "type": "Conv2DTranspose", "filters": 5, "kernel_size": 3, "strides": 2, "padding": "same" }""",
                """{ "type": "Conv2DTranspose", "filters": 3, "kernel_size": 1, "strides": 2 }""");
        }
    }
}

public sealed class Conv2DTransposeTests : LayerTests<Conv2DTransposeCases>;
