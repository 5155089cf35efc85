namespace CnnGen.Generator.Layers.MaxPooling2D;

internal sealed partial class MaxPooling2DKind : LayerKind
{
    public static readonly MaxPooling2DKind Instance = new();
}
