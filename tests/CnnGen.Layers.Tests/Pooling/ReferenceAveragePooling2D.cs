using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.AveragePooling2D;
using CnnGen.Generator.Layers.GlobalAveragePooling2D;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceAveragePooling2D(LayerNode node) : ReferencePooling<AveragePooling2DAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        ForEachOutput((y, x, c) => output[y, x, c] = Window(input.Shape, y, x).Sum(at => input[at.Y, at.X, c]) / Count(input.Shape, y, x));
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var result = new DoubleTensor(input.Shape);
        ForEachOutput((y, x, c) =>
        {
            foreach (var (iy, ix) in Window(input.Shape, y, x)) result[iy, ix, c] += gradient[y, x, c] / Count(input.Shape, y, x);
        });
        return result;
    }

    private int Count(Shape input, int y, int x) => Attributes.CountPadding ? PaddedCount(input, y, x) : Window(input, y, x).Length;
}

internal sealed class ReferenceGlobalAveragePooling2D(LayerNode node) : ReferenceLinearMap<GlobalAveragePooling2DAttributes>(node)
{
    protected override IEnumerable<Term> Terms(Shape input) =>
        from y in Enumerable.Range(0, input.Height)
        from x in Enumerable.Range(0, input.Width)
        from c in Enumerable.Range(0, input.Channels)
        select new Term((0, 0, c), (y, x, c), 1.0 / (input.Height * input.Width));
}
