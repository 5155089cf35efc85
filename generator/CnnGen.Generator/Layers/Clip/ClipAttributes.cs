using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.Clip;

internal sealed record ClipAttributes(double Minimum, double Maximum) : LayerAttributes
{
    public override string Signature => $"Clip {Literal.Of(Minimum)} {Literal.Of(Maximum)}";
}
