using CnnGen.Generator.Emit;
using CnnGen.Generator.Layers.Normalization;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.LayerNormalization;

/// <param name="OverImage">Whether the whole image is normalized together, not each pixel's channels.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record LayerNormalizationAttributes(bool OverImage, double Epsilon, bool Center, bool Scale) : LayerAttributes
{
    public NormalizationParameters Parameters { get; init; } = NormalizationParameters.Default;

    public override string Signature =>
        Invariant($"LayerNormalization image={OverImage} epsilon={Literal.Of(Epsilon)} center={Center} scale={Scale}");
}
