using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.UpSampling2D;

internal sealed record UpSampling2DAttributes(Size Size, bool Bilinear) : LayerAttributes
{
    public override string Signature => Invariant($"UpSampling2D {Size.Height}x{Size.Width} {(Bilinear ? "bilinear" : "nearest")}");
}
