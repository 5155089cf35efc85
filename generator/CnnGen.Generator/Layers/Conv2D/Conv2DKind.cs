namespace CnnGen.Generator.Layers.Conv2D;

internal sealed partial class Conv2DKind : LayerKind
{
    public static readonly Conv2DKind Instance = new();
}
