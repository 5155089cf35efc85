namespace CnnGen.Generator.Layers.Dropout;

internal sealed partial class DropoutKind : LayerKind
{
    public static readonly DropoutKind Instance = new();
}
