namespace CnnGen.Generator.Layers.Average;

internal sealed record AverageAttributes : LayerAttributes
{
    public override string Signature => "Average";
}
