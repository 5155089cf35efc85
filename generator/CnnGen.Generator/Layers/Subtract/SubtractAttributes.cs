namespace CnnGen.Generator.Layers.Subtract;

internal sealed record SubtractAttributes : LayerAttributes
{
    public override string Signature => "Subtract";
}
