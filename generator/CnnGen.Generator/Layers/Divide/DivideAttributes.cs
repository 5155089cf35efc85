namespace CnnGen.Generator.Layers.Divide;

internal sealed record DivideAttributes : LayerAttributes
{
    public override string Signature => "Divide";
}
