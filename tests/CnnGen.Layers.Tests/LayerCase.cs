using CnnGen.Generator.Graph;

namespace CnnGen.Layers.Tests;

/// <summary>A small network that exercises a layer at one geometry.</summary>
/// <param name="Name">The network's name: an identifier.</param>
/// <param name="Input">Height, width, channels.</param>
/// <param name="Layers">The items of "layers".</param>
/// <param name="Rest">What follows "layers" in the network; null for mse on a single output.</param>
public sealed record LayerCase(string Name, (int H, int W, int C) Input, string Layers, string? Rest = null)
{
    /// <summary>A layer behind a convolution of one pixel, so that the gradient by the layer's input is seen in that one's kernel.</summary>
    /// <param name="trains">Whether a gradient comes through the layer; if not, that convolution can't be trained.</param>
    public static LayerCase AfterFeatures(string name, (int H, int W, int C) input, string layers, bool trains = true) => new(
        name, input,
        $$"""{ "type": "Conv2D", "name": "before", "filters": {{input.C}}, "kernel_size": 1, "activation": "tanh"{{(trains ? "" : ", \"trainable\": \"never\"")}} }, """
        + AsValues(layers));

    /// <summary>Two layers that read the same one, so that the second on the way back adds to the gradient of the first.</summary>
    public static LayerCase ReadTwice(string name, (int H, int W, int C) input, string first, string second) => new(
        name, input, $$"""{ "type": "Conv2D", "name": "before", "filters": {{input.C}}, "kernel_size": 1, "activation": "tanh" }""",
        $$"""
        "heads": {
          "a": { "layers": [ {{AsReader(first)}} ], "kind": "values" },
          "b": { "layers": [ {{AsReader(second)}} ], "kind": "values" }
        },
        "compile": { "optimizer": "sgd", "loss": { "a": "mse", "b": "mse" } }
        """);

    public override string ToString() => Name;

    internal string Json =>
        $$"""
        "{{Name}}": {
          "input": { "shape": [{{Input.H}}, {{Input.W}}, {{Input.C}}] },
          "layers": [ {{Layers}} ],
          {{Rest ?? "\"compile\": { \"optimizer\": \"sgd\", \"loss\": \"mse\" }"}}
        }
        """;

    private static string AsReader(string layer) => layer.TrimEnd().TrimEnd('}') + ", \"inputs\": [\"before\"] }";

    /// <summary>Says that the last layer's numbers are just numbers, so that mse can train them whatever the activation.</summary>
    private static string AsValues(string layers) => layers.TrimEnd().TrimEnd('}') + ", \"kind\": \"values\" }";
}
