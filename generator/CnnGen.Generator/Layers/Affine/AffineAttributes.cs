using CnnGen.Generator.Layers.Normalization;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.Affine;

/// <param name="SharesRows">Whether all rows have the same numbers (shared_axes has 1).</param>
/// <param name="SharesColumns">Whether all columns have the same numbers (shared_axes has 2).</param>
internal sealed record AffineAttributes(bool SharesRows, bool SharesColumns, bool Center, bool Scale) : LayerAttributes
{
    public NormalizationParameters Parameters { get; init; } = NormalizationParameters.Default;

    public override string Signature => Invariant($"Affine{(SharesRows ? " 1" : "")}{(SharesColumns ? " 2" : "")} center={Center} scale={Scale}");
}
