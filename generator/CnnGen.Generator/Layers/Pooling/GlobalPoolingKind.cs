using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Pooling;

/// <param name="KeepDims">Whether an image of one pixel comes out, or a vector.</param>
internal abstract record GlobalPoolingAttributes(bool KeepDims) : LayerAttributes;

/// <summary>A layer that makes one number of each channel.</summary>
internal abstract class GlobalPoolingKind<TAttributes> : LayerKind<TAttributes>
    where TAttributes : GlobalPoolingAttributes
{
    private static readonly FlagKey s_keepDims = new("keepdims", "Whether the output is an image of 1 x 1 pixels instead of a vector.", false);

    public sealed override IReadOnlyList<SpecKey> Keys => [s_keepDims];

    protected abstract TAttributes Of(bool keepDims);

    protected sealed override TAttributes ReadAttributes(ObjectReader reader) => Of(reader.Read(s_keepDims));

    protected sealed override Shape? InferShape(TAttributes attributes, LayerSite site) => !site.CheckImage() ? null
        : attributes.KeepDims ? Shape.Image(1, 1, site.Input.Channels) : Shape.Vector(site.Input.Channels);

    protected sealed override ReceptiveField? Sees(TAttributes attributes, ReceptiveField? input) => null;
}
