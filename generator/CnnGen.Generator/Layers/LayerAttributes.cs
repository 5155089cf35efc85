namespace CnnGen.Generator.Layers;

/// <summary>What models.json says of a layer, defaults filled in: a sealed record for each kind.</summary>
internal abstract record LayerAttributes;
