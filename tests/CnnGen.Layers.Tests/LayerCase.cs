using CnnGen.Generator.Graph;

namespace CnnGen.Layers.Tests;

/// <summary>A small network that exercises a layer at one geometry.</summary>
/// <param name="Name">The network's name: an identifier.</param>
/// <param name="Input">Height, width, channels.</param>
/// <param name="Layers">The items of "layers".</param>
/// <param name="Rest">What follows "layers" in the network; null for mse on a single output.</param>
public sealed record LayerCase(string Name, (int H, int W, int C) Input, string Layers, string? Rest = null)
{
    public override string ToString() => Name;

    internal string Json =>
        $$"""
        "{{Name}}": {
          "input": { "shape": [{{Input.H}}, {{Input.W}}, {{Input.C}}] },
          "layers": [ {{Layers}} ],
          {{Rest ?? "\"compile\": { \"optimizer\": \"sgd\", \"loss\": \"mse\" }"}}
        }
        """;
}
