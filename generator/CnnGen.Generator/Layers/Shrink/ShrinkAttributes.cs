using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.Shrink;

/// <param name="Lambda">Elements up to it become zero.</param>
/// <param name="Bias">How much nearer to zero the others come.</param>
internal sealed record ShrinkAttributes(double Lambda, double Bias) : LayerAttributes
{
    public override string Signature => $"Shrink {Literal.Of(Lambda)} {Literal.Of(Bias)}";
}
