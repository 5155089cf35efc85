using System.Collections.Generic;
using CnnGen.Generator.Layers.Pooling;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.MaxPooling2D;

/// <summary>The maximum of each window, channel by channel, as Keras's MaxPooling2D.</summary>
internal sealed partial class MaxPooling2DKind : PoolingKind<MaxPooling2DAttributes>
{
    public override string Type => "MaxPooling2D";

    public override string Description => "Takes the maximum of each window, channel by channel: fewer elements, and less dependence on the exact place.";

    public override IReadOnlyList<SpecKey> Keys => WindowKeys;

    protected override MaxPooling2DAttributes ReadAttributes(ObjectReader reader)
    {
        var (pool, strides, padding, ceil) = ReadWindows(reader);
        return new MaxPooling2DAttributes(pool.Height, pool.Width, strides.Height, strides.Width, padding, ceil);
    }
}
