namespace CnnGen.Generator.Layers.Flatten;

internal sealed record FlattenAttributes : LayerAttributes
{
    public override LayerKind Kind => FlattenKind.Instance;

    public override string Signature => "Flatten";
}
