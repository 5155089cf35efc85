namespace CnnGen.Generator.Layers.Cropping2D;

/// <param name="Cropping">What is cut off at each side.</param>
internal sealed record Cropping2DAttributes(Padding Cropping) : LayerAttributes
{
    public override string Signature => $"Cropping2D {Cropping}";
}
