namespace CnnGen.Generator.Layers.Dense;

internal sealed record DenseAttributes(int Units, bool UseBias, string Activation) : LayerAttributes;
