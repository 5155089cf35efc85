namespace CnnGen.Generator.Layers.Add;

internal sealed record AddAttributes : LayerAttributes
{
    public override string Signature => "Add";
}
