using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;

namespace CnnGen.Layers.Tests.Reference;

/// <summary>A layer whose outputs are fixed sums of inputs: the backward pass is the transposed sum.</summary>
internal abstract class ReferenceLinearMap<TAttributes>(LayerNode node) : ReferenceLayer<TAttributes>(node)
    where TAttributes : LayerAttributes
{
    /// <summary>An output has an input with a weight; places are row, column, channel.</summary>
    protected readonly record struct Term((int Y, int X, int C) Output, (int Y, int X, int C) Input, double Weight);

    protected abstract IEnumerable<Term> Terms(Shape input);

    /// <summary>One input for each output.</summary>
    protected IEnumerable<Term> Moved(Func<int, int, int, (int Y, int X, int C)> inputOf)
    {
        var shape = Node.OutputShape;
        for (int y = 0; y < shape.Height; y++)
            for (int x = 0; x < shape.Width; x++)
                for (int c = 0; c < shape.Channels; c++) yield return new Term((y, x, c), inputOf(y, x, c), 1);
    }

    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        foreach (var (o, i, weight) in Inside(input.Shape)) output[o.Y, o.X, o.C] += weight * input[i.Y, i.X, i.C];
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var result = new DoubleTensor(input.Shape);
        foreach (var (o, i, weight) in Inside(input.Shape)) result[i.Y, i.X, i.C] += weight * gradient[o.Y, o.X, o.C];
        return result;
    }

    /// <summary>What lies outside of the input is zero.</summary>
    private IEnumerable<Term> Inside(Shape input) => Terms(input).Where(term =>
        term.Input.Y >= 0 && term.Input.Y < input.Height && term.Input.X >= 0 && term.Input.X < input.Width && term.Input.C >= 0 && term.Input.C < input.Channels);
}
