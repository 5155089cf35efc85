namespace CnnGen;

/// <summary>What the generated code says of the inference graph beyond <see cref="NetworkDescription"/>: everything that an exporter needs.</summary>
/// <param name="Layers">In the order of <see cref="NetworkDescription.Layers"/>.</param>
/// <param name="HeadLayers">The index of the layer that each head is the output of.</param>
public sealed record GraphDescription(GraphLayer[] Layers, int[] HeadLayers);

/// <summary>A layer of the graph.</summary>
/// <param name="Inputs">Indices of the layers that it reads; -1 is the network's input.</param>
/// <param name="Attributes">What models.json says of it, defaults filled in, as a JSON object by the names of the generator's attributes.</param>
public sealed record GraphLayer(int[] Inputs, string Attributes);
