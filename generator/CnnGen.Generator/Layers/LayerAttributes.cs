namespace CnnGen.Generator.Layers;

/// <summary>What models.json says of a layer, defaults filled in: a sealed record for each kind.</summary>
internal abstract record LayerAttributes
{
    /// <summary>The kind whose attributes these are.</summary>
    public LayerKind Kind => LayerKinds.Of(this);

    /// <summary>All attributes in one line that never depends on culture: part of the hash that weight files carry.</summary>
    public abstract string Signature { get; }
}
