namespace CnnGen.Generator.Layers.Minimum;

internal sealed record MinimumAttributes : LayerAttributes
{
    public override string Signature => "Minimum";
}
