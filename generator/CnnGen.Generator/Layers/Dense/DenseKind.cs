namespace CnnGen.Generator.Layers.Dense;

internal sealed partial class DenseKind : LayerKind
{
    public static readonly DenseKind Instance = new();
}
