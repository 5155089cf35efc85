using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.Pooling;

/// <param name="Ceil">Whether a last window that leaves the image is kept.</param>
internal abstract record PoolingAttributes(Size Pool, Size Strides, Padding Padding, bool Ceil) : LayerAttributes
{
    protected string Windows => Invariant($"{Pool.Height}x{Pool.Width} s{Strides.Height}x{Strides.Width} {Padding}") + (Ceil ? " ceil" : "");
}
