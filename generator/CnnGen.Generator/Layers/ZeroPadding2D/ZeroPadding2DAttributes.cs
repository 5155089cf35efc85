namespace CnnGen.Generator.Layers.ZeroPadding2D;

internal sealed record ZeroPadding2DAttributes(Padding Padding) : LayerAttributes
{
    public override string Signature => $"ZeroPadding2D {Padding}";
}
