using System.Linq;
using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.Normalization;

internal sealed record NormalizationAttributes(EquatableArray<float> Mean, EquatableArray<float> Variance) : LayerAttributes
{
    public override string Signature => $"Normalization {string.Join(",", Mean.Select(Literal.Of))} {string.Join(",", Variance.Select(Literal.Of))}";
}
