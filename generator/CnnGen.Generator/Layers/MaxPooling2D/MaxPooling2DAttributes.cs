using CnnGen.Generator.Layers.Pooling;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.MaxPooling2D;

internal sealed record MaxPooling2DAttributes(Size Pool, Size Strides, Padding Padding, bool Ceil) : PoolingAttributes(Pool, Strides, Padding, Ceil)
{
    public override string Signature => "MaxPooling2D " + Windows;
}
