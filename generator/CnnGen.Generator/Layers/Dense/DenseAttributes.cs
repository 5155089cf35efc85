using static System.FormattableString;

namespace CnnGen.Generator.Layers.Dense;

internal sealed record DenseAttributes(int Units, bool UseBias, string Activation) : LayerAttributes
{
    public WeightSettings Weights { get; init; } = WeightSettings.Default;

    public override string Signature => Invariant($"Dense {Units} bias={UseBias} {Activation}");
}
