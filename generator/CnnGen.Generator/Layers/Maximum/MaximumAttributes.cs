namespace CnnGen.Generator.Layers.Maximum;

internal sealed record MaximumAttributes : LayerAttributes
{
    public override string Signature => "Maximum";
}
