using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.MaxPooling2D;

/// <summary>The maximum of each window, channel by channel, as Keras's MaxPooling2D.</summary>
internal sealed partial class MaxPooling2DKind : LayerKind<MaxPooling2DAttributes>
{
    private static readonly SizeKey s_poolSize = new("pool_size", "Height and width of the window: one number, or [height, width]. 2 by default.", new Size(2, 2));

    private static readonly SizeKey s_strides = new("strides", "Steps of the window: one number, or [height, width]. pool_size by default.", new Size(2, 2));

    public override string Type => "MaxPooling2D";

    public override string Description => "Takes the maximum of each window, channel by channel: fewer elements, and less dependence on the exact place.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_poolSize, s_strides, LayerKeys.Padding];

    protected override MaxPooling2DAttributes ReadAttributes(ObjectReader reader)
    {
        var pool = reader.Read(s_poolSize);
        var strides = reader.ReadOr(s_strides, pool);
        var padding = LayerKeys.PaddingOf(reader.Read(LayerKeys.Padding));
        return new MaxPooling2DAttributes(pool.Height, pool.Width, strides.Height, strides.Width, padding);
    }

    protected override Shape? InferShape(MaxPooling2DAttributes attributes, LayerSite site) => site.Slide(
        s_poolSize,
        "pool",
        new Size(attributes.PoolHeight, attributes.PoolWidth),
        new Size(attributes.StrideY, attributes.StrideX),
        attributes.Padding,
        site.Input.Channels);

    protected override ReceptiveField? Sees(MaxPooling2DAttributes attributes, ReceptiveField? input) =>
        input?.Under(attributes.PoolHeight, attributes.PoolWidth, attributes.StrideY, attributes.StrideX);
}
