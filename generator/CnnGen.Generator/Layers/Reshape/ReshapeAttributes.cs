using System.Linq;
using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.Reshape;

/// <param name="TargetShape">One number for a vector, three for an image; one of them may be -1, for what is left.</param>
internal sealed record ReshapeAttributes(EquatableArray<int> TargetShape) : LayerAttributes
{
    public override string Signature => "Reshape " + string.Join("x", TargetShape.Select(Literal.Of));
}
