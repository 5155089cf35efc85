using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.StridedSlice;

/// <param name="Begin">The first row and column.</param>
internal sealed record StridedSliceAttributes(Size Begin, Size Strides) : LayerAttributes
{
    public override string Signature => Invariant($"StridedSlice {Begin.Height},{Begin.Width} s{Strides.Height}x{Strides.Width}");
}
