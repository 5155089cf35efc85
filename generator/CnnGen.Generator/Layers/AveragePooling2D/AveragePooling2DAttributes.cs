using CnnGen.Generator.Layers.Pooling;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.AveragePooling2D;

/// <param name="CountPadding">Whether padding counts as zeros in the mean; in Keras it does not.</param>
internal sealed record AveragePooling2DAttributes(Size Pool, Size Strides, Padding Padding, bool Ceil, bool CountPadding)
    : PoolingAttributes(Pool, Strides, Padding, Ceil)
{
    public override string Signature => $"AveragePooling2D {Windows}{(CountPadding ? " counts padding" : "")}";

    public Divisor Divisor => CountPadding ? Divisor.Padded : Divisor.Inside;
}
