namespace CnnGen.Generator.Layers.Activation;

internal sealed record ActivationAttributes(string Activation) : LayerAttributes
{
    public override string Signature => "Activation " + Activation;
}
