using System.Text.Json.Nodes;

namespace CnnGen.Import;

/// <summary>A layer as models.json will declare it, with the values of its parameters.</summary>
/// <param name="Type">A kind of layer: "Conv2D".</param>
/// <param name="Name">Its name: see <see cref="LayerNaming"/>.</param>
/// <param name="Inputs">The names of the layers that it takes; <see cref="ImportedNetwork.Input"/> for the image.</param>
public sealed record ImportedLayer(string Type, string Name, IReadOnlyList<string> Inputs)
{
    /// <summary>The keys of the kind, in the order of writing, without "type", "name" and "inputs".</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The parameters, in the layout of CnnGen.</summary>
    public IReadOnlyList<ImportedParameter> Parameters { get; init; } = [];
}

/// <summary>The values of a parameter.</summary>
/// <param name="Name">Its name in the layer: "kernel".</param>
/// <param name="Shape">As CnnGen has it: a convolution's kernel is [height, width, in, out].</param>
/// <param name="Values">Last axis fastest.</param>
public sealed record ImportedParameter(string Name, IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values);
