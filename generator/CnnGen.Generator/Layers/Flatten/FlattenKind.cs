using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Reshape;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Flatten;

/// <summary>An image as a vector, row by row, channels innermost, as Keras's Flatten.</summary>
internal sealed class FlattenKind : ReshapingKind<FlattenAttributes>
{
    public override string Type => "Flatten";

    public override string Description => "Makes a vector of an image: rows, then columns, then channels.";

    public override IReadOnlyList<SpecKey> Keys => [];

    protected override FlattenAttributes ReadAttributes(ObjectReader reader) => new();

    /// <summary>The length fits in an int: the size of every tensor is checked where it is made.</summary>
    protected override Shape? InferShape(FlattenAttributes attributes, LayerSite site) => Shape.Vector((int)site.Input.Length);
}
