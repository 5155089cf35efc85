using CnnGen.Generator.Emit;
using CnnGen.Generator.Layers.Normalization;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.GroupNormalization;

/// <param name="Groups">Parts that the channels are divided into.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record GroupNormalizationAttributes(int Groups, double Epsilon, bool Center, bool Scale) : LayerAttributes
{
    public NormalizationParameters Parameters { get; init; } = NormalizationParameters.Default;

    public override string Signature =>
        Invariant($"GroupNormalization {Groups} epsilon={Literal.Of(Epsilon)} center={Center} scale={Scale}");
}
