using CnnGen.Generator.Elementwise;

namespace CnnGen.Layers.Tests;

/// <summary>Every activation as a layer of its own, at the end and between others, and inside of a convolution and of a dense layer.</summary>
public sealed class ActivationCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            foreach (string activation in Activations.Names)
            {
                // Numbers that the function is defined for and that differ from zero.
                string before = activation is "sqrt" or "log" or "reciprocal" ? """{ "type": "Activation", "activation": "exponential" }, """ : "";
                yield return LayerCase.AfterFeatures(
                    $"Activation_{activation}", (2, 3, 18),
                    $$"""{{before}}{ "type": "Activation", "activation": "{{activation}}" }, { "type": "Conv2D", "filters": 3, "kernel_size": 3, "padding": "same" }""",
                    trains: !Activations.Functions.TryGetValue(activation, out var function) || function.Trains);
            }

            foreach (string activation in (string[])["relu6", "gelu", "selu"])
            {
                yield return LayerCase.AfterFeatures(
                    $"Activation_{activation}_Fused", (3, 4, 6),
                    $$"""
                    { "type": "Conv2D", "filters": 9, "kernel_size": 2, "activation": "{{activation}}" }, { "type": "Activation", "activation": "tanh" },
                    { "type": "Conv2D", "filters": 4, "kernel_size": 3, "padding": "same", "use_bias": false, "activation": "{{activation}}" }
                    """);
                yield return LayerCase.AfterFeatures(
                    $"Activation_{activation}_InDense", (2, 2, 3), $$"""{ "type": "Flatten" }, { "type": "Dense", "units": 18, "activation": "{{activation}}" }""");
            }

            yield return LayerCase.AfterFeatures("Softmax_AtTheEnd", (3, 4, 5), """{ "type": "Activation", "activation": "softmax" }""");
            yield return LayerCase.AfterFeatures("Softmax_InConvolution", (2, 3, 6), """{ "type": "Conv2D", "filters": 4, "kernel_size": 2, "activation": "softmax" }""");
            yield return new LayerCase("Softmax_InDense", (1, 1, 9), """{ "type": "Flatten" }, { "type": "Dense", "units": 6, "activation": "softmax", "kind": "values" }""");
        }
    }
}

public sealed class ActivationTests : LayerTests<ActivationCases>;
