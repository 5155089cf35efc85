namespace CnnGen.Layers.Tests;

/// <summary>Every activation as a layer of its own, at the end and between others.</summary>
public sealed class ActivationCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            foreach (string activation in (string[])["linear", "relu", "sigmoid", "tanh", "softmax"])
            {
                yield return LayerCase.AfterFeatures($"Activation_{activation}", (3, 4, 5), $$"""{ "type": "Activation", "activation": "{{activation}}" }""");
                yield return LayerCase.AfterFeatures(
                    $"Activation_{activation}_Between", (3, 4, 18),
                    $$"""{ "type": "Activation", "activation": "{{activation}}" }, { "type": "Conv2D", "filters": 7, "kernel_size": 3, "padding": "same" }""");
            }

            yield return LayerCase.AfterFeatures("Softmax_InConvolution", (2, 3, 6), """{ "type": "Conv2D", "filters": 4, "kernel_size": 2, "activation": "softmax" }""");
            yield return new LayerCase("Softmax_InDense", (1, 1, 9), """{ "type": "Flatten" }, { "type": "Dense", "units": 6, "activation": "softmax", "kind": "values" }""");
        }
    }
}

public sealed class ActivationTests : LayerTests<ActivationCases>;
