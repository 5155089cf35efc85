using CnnGen.Generator.Layers.Pooling;

namespace CnnGen.Generator.Layers.AveragePooling2D;

/// <param name="CountPadding">Whether padding counts as zeros in the mean; in Keras it does not.</param>
internal sealed record AveragePooling2DAttributes(int PoolHeight, int PoolWidth, int StrideY, int StrideX, Padding Padding, bool Ceil, bool CountPadding)
    : PoolingAttributes(PoolHeight, PoolWidth, StrideY, StrideX, Padding, Ceil)
{
    public override string Signature => $"AveragePooling2D {Windows}{(CountPadding ? " counts padding" : "")}";

    public Divisor Divisor => CountPadding ? Divisor.Padded : Divisor.Inside;
}
