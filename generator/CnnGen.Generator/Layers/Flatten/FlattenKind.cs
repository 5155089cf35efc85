namespace CnnGen.Generator.Layers.Flatten;

internal sealed partial class FlattenKind : LayerKind
{
    public static readonly FlattenKind Instance = new();
}
