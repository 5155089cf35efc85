namespace CnnGen.Layers.Tests;

/// <summary>Convolutions whose outputs a pooling alone reads: predicting computes both in one kernel, which drops what the pooling drops.</summary>
public sealed class PooledConv2DCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int H, int W, int In, int Out, string Convolution, string Pooling)[] shapes =
            [
                (8, 10, 1, 32, "\"kernel_size\": 3", ""), (9, 11, 3, 16, "\"kernel_size\": 3", ""), (13, 13, 5, 33, "\"kernel_size\": 3", ""),
                (7, 9, 4, 17, "\"kernel_size\": 3, \"padding\": \"same\"", ""), (6, 6, 2, 3, "\"kernel_size\": 1", "\"padding\": \"same\""),
                (11, 12, 3, 40, "\"kernel_size\": [2, 3], \"strides\": [1, 2]", "\"pool_size\": [3, 2]"), (9, 17, 6, 8, "\"kernel_size\": 3", "\"pool_size\": 2, \"strides\": 3"),
                (9, 9, 1, 1, "\"kernel_size\": 2", "\"pool_size\": [1, 4]"), (5, 5, 2, 64, "\"kernel_size\": 3, \"padding\": \"same\"", "\"pool_size\": 3, \"strides\": 7"),
                (6, 31, 2, 16, "\"kernel_size\": 3", "\"pool_size\": [4, 3]"),
            ];
            string[] activations = ["relu", "linear", "tanh", "sigmoid"];
            int n = 0;
            foreach (var (h, w, inputs, outputs, convolution, pooling) in shapes)
            {
                string bias = n % 3 == 2 ? ", \"use_bias\": false" : "";
                yield return LayerCase.AfterFeatures(
                    $"Pooled{n}_{inputs}to{outputs}_{h}x{w}", (h, w, inputs),
                    $$"""
                    { "type": "Conv2D", "filters": {{outputs}}, {{convolution}}, "activation": "{{activations[n % 4]}}"{{bias}} },
                    { "type": "MaxPooling2D"{{(pooling.Length > 0 ? ", " + pooling : "")}} }
                    """);
                n++;
            }

            // What the pooling drops has no gradient of this layer; the other one's is added to it, or it to the other's.
            foreach (var (algorithm, first, second) in ((string, string, string)[])[("direct", "Pooled", "Plain"), ("direct", "Plain", "Pooled"), ("winograd2", "Pooled", "Plain"), ("winograd4", "Pooled", "Plain")])
            {
                string convolution = $$"""{ "type": "Conv2D", "filters": 17, "kernel_size": 3, "activation": "relu", "algorithm": "{{algorithm}}", "inputs": ["before"] }""";
                string pooled = convolution + """, { "type": "MaxPooling2D", "pool_size": 4 }""";
                yield return new LayerCase(
                    $"{first}AndThen{second}_{algorithm}", (9, 11, 3), """{ "type": "Conv2D", "name": "before", "filters": 3, "kernel_size": 1, "activation": "tanh" }""",
                    $$"""
                    "heads": {
                      "a": { "layers": [ {{(first == "Pooled" ? pooled : convolution)}}, { "type": "Flatten" } ], "kind": "values" },
                      "b": { "layers": [ {{(second == "Pooled" ? pooled : convolution)}}, { "type": "Flatten" } ], "kind": "values" }
                    },
                    "compile": { "optimizer": "sgd", "loss": { "a": "mse", "b": "mse" } }
                    """);
            }
        }
    }
}

public sealed class PooledConv2DTests : LayerTests<PooledConv2DCases>;
