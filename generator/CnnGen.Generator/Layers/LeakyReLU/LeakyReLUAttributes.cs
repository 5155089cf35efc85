using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.LeakyReLU;

internal sealed record LeakyReLUAttributes(double NegativeSlope) : LayerAttributes
{
    public override string Signature => "LeakyReLU " + Literal.Of(NegativeSlope);
}
