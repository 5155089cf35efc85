using static System.FormattableString;

namespace CnnGen.Generator.Layers.MaxPooling2D;

internal sealed record MaxPooling2DAttributes(int PoolHeight, int PoolWidth, int StrideY, int StrideX, Padding Padding)
    : LayerAttributes
{
    public override string Signature => Invariant($"MaxPooling2D {PoolHeight}x{PoolWidth} s{StrideY}x{StrideX} {Padding}");
}
