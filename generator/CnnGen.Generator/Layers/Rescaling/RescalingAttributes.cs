using System.Linq;
using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.Rescaling;

internal sealed record RescalingAttributes(EquatableArray<float> Scale, EquatableArray<float> Offset) : LayerAttributes
{
    public override string Signature => $"Rescaling {string.Join(",", Scale.Select(Literal.Of))} {string.Join(",", Offset.Select(Literal.Of))}";
}
