namespace CnnGen.Generator.Layers.Flatten;

internal sealed record FlattenAttributes : LayerAttributes
{
    public override string Signature => "Flatten";
}
