using CnnGen.Generator.Layers.Pooling;

namespace CnnGen.Generator.Layers.MaxPooling2D;

internal sealed record MaxPooling2DAttributes(int PoolHeight, int PoolWidth, int StrideY, int StrideX, Padding Padding, bool Ceil)
    : PoolingAttributes(PoolHeight, PoolWidth, StrideY, StrideX, Padding, Ceil)
{
    public override string Signature => "MaxPooling2D " + Windows;
}
