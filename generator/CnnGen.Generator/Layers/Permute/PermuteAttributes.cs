using System.Linq;
using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.Permute;

/// <param name="Dims">The axis of the input that each axis of the output is, from 1 on.</param>
internal sealed record PermuteAttributes(EquatableArray<int> Dims) : LayerAttributes
{
    public override string Signature => "Permute " + string.Join(",", Dims.Select(Literal.Of));
}
