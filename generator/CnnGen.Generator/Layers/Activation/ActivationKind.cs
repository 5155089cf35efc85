namespace CnnGen.Generator.Layers.Activation;

internal sealed partial class ActivationKind : LayerKind
{
    public static readonly ActivationKind Instance = new();
}
