namespace CnnGen.Generator.Layers.Multiply;

internal sealed record MultiplyAttributes : LayerAttributes
{
    public override string Signature => "Multiply";
}
