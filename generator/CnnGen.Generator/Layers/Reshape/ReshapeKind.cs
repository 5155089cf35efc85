using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Reshape;

/// <summary>The same elements in another shape, as Keras's Reshape.</summary>
internal sealed class ReshapeKind : ReshapingKind<ReshapeAttributes>
{
    private static readonly TargetShapeKey s_targetShape = new(
        "target_shape", "[height, width, channels], or [length] for a vector; one of them may be -1, which stands for what is left.")
    {
        IsRequired = true,
    };

    public override string Type => "Reshape";

    public override string Description => "Gives the elements another shape, in the order rows, columns, channels.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_targetShape];

    protected override ReshapeAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_targetShape));

    protected override Shape? InferShape(ReshapeAttributes attributes, LayerSite site)
    {
        var target = attributes.TargetShape;
        long length = site.Input.Length;
        long given = ElementCount.Of(target.Where(side => side > 0));
        bool isOpen = target.Contains(-1);
        if (isOpen ? length % given != 0 : length != given)
        {
            string shape = "[" + string.Join(", ", target) + "]";
            return site.Refuse(s_targetShape, shape, $"a shape of {length} elements, which the input of {site.Input} has");
        }

        var sides = target.Select(side => side == -1 ? (int)(length / given) : side).ToArray();
        return sides.Length == 1 ? Shape.Vector(sides[0]) : Shape.Image(sides[0], sides[1], sides[2]);
    }
}
