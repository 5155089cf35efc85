using CnnGen.Generator.Emit;
using CnnGen.Generator.Layers.Normalization;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.BatchNormalization;

/// <param name="Momentum">The part of the moving averages that a step keeps, in [0, 1).</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record BatchNormalizationAttributes(double Momentum, double Epsilon, bool Center, bool Scale) : LayerAttributes
{
    public NormalizationParameters Parameters { get; init; } = NormalizationParameters.Default;

    public ParameterSettings MovingMean { get; init; } = ParameterSettings.StartingWith("zeros");

    public ParameterSettings MovingVariance { get; init; } = ParameterSettings.StartingWith("ones");

    // Momentum says how the moving averages are observed, not what they do.
    public override string Signature => Invariant($"BatchNormalization epsilon={Literal.Of(Epsilon)} center={Center} scale={Scale}");
}
