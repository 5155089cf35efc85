using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>A layer that makes one number of each window, channel by channel.</summary>
internal abstract class PoolingKind<TAttributes> : LayerKind<TAttributes>
    where TAttributes : PoolingAttributes
{
    private static readonly SizeKey s_poolSize = new("pool_size", "Height and width of the window: one number, or [height, width]. 2 by default.", new Size(2, 2));

    private static readonly SizeKey s_strides = new("strides", "Steps of the window: one number, or [height, width]. pool_size by default.", new Size(2, 2));

    private static readonly PaddingKey s_padding = new(
        "padding",
        "\"valid\": windows stay inside the image. \"same\": windows may hang over, so that a stride of 1 keeps the size. "
        + "Or by how much they may: one number, [height, width], or [[top, bottom], [left, right]], each below pool_size.");

    private static readonly FlagKey s_ceil = new(
        "ceil_mode", "Whether a last window that leaves the image is kept, so that the output size is rounded up.", false);

    /// <summary>Pool size, strides, padding and rounding.</summary>
    protected static IReadOnlyList<SpecKey> WindowKeys { get; } = [s_poolSize, s_strides, s_padding, s_ceil];

    protected static (Size Pool, Size Strides, Padding Padding, bool Ceil) ReadWindows(ObjectReader reader)
    {
        var pool = reader.Read(s_poolSize);
        return (pool, reader.ReadOr(s_strides, pool), reader.Read(s_padding), reader.Read(s_ceil));
    }

    protected static PoolingGeometry GeometryOf(LayerNode layer) => PoolingGeometry.Of((PoolingAttributes)layer.Attributes, layer.InputShapes[0]);

    protected sealed override Shape? InferShape(TAttributes attributes, LayerSite site)
    {
        var pool = attributes.Pool;
        var (vertical, horizontal) = (attributes.Padding.Vertical, attributes.Padding.Horizontal);
        // Such a window could lie in the padding alone, and have no elements.
        bool IsTooLarge(AxisPadding padding, int window) => padding.Before >= window || padding.After >= window;
        if (IsTooLarge(vertical, pool.Height) || IsTooLarge(horizontal, pool.Width))
        {
            return site.Refuse(s_padding, Invariant($"{vertical.Before}, {vertical.After}, {horizontal.Before}, {horizontal.After}"), $"less than pool_size {pool}");
        }

        var geometry = PoolingGeometry.Of(attributes, site.Input);
        return site.Slide(s_poolSize, "pool", pool, (geometry.Vertical, geometry.Horizontal), site.Input.Channels);
    }

    protected sealed override ReceptiveField? Sees(TAttributes attributes, ReceptiveField? input) =>
        input?.Under(attributes.Pool.Height, attributes.Pool.Width, attributes.Strides.Height, attributes.Strides.Width);
}
