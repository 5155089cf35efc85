namespace CnnGen.Generator.Layers.LogSoftmax;

internal sealed record LogSoftmaxAttributes : LayerAttributes
{
    public override string Signature => "LogSoftmax";
}
