using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.ELU;

internal sealed record ELUAttributes(double Alpha) : LayerAttributes
{
    public override string Signature => "ELU " + Literal.Of(Alpha);
}
