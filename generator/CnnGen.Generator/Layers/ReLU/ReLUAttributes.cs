using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.ReLU;

internal sealed record ReLUAttributes(double? MaxValue, double NegativeSlope, double Threshold) : LayerAttributes
{
    public override string Signature => $"ReLU {(MaxValue is double most ? Literal.Of(most) : "none")} {Literal.Of(NegativeSlope)} {Literal.Of(Threshold)}";
}
