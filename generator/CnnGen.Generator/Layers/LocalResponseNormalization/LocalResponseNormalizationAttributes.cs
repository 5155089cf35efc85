using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.LocalResponseNormalization;

internal sealed record LocalResponseNormalizationAttributes(int Size, double Alpha, double Beta, double Bias) : LayerAttributes
{
    public override string Signature => $"LocalResponseNormalization {Literal.Of(Size)} {Literal.Of(Alpha)} {Literal.Of(Beta)} {Literal.Of(Bias)}";
}
