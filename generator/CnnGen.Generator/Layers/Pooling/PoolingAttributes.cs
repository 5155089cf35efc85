using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.Pooling;

/// <param name="Ceil">Whether a last window that leaves the image is kept.</param>
internal abstract record PoolingAttributes(int PoolHeight, int PoolWidth, int StrideY, int StrideX, Padding Padding, bool Ceil) : LayerAttributes
{
    public Size Pool => new(PoolHeight, PoolWidth);

    public Size Strides => new(StrideY, StrideX);

    protected string Windows => Invariant($"{PoolHeight}x{PoolWidth} s{StrideY}x{StrideX} {Padding}") + (Ceil ? " ceil" : "");
}
