using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Concatenate;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceConcatenate(LayerNode node) : ReferenceLayer<ConcatenateAttributes>(node)
{
    public override DoubleTensor Forward(IReadOnlyList<DoubleTensor> inputs)
    {
        var output = new DoubleTensor(Node.OutputShape);
        ForEach(inputs, output, (ref double input, ref double element) => element = input);
        return output;
    }

    public override IReadOnlyList<DoubleTensor> Backward(IReadOnlyList<DoubleTensor> inputs, DoubleTensor output, DoubleTensor gradient)
    {
        var results = inputs.Select(input => new DoubleTensor(input.Shape)).ToArray();
        ForEach(results, gradient, (ref double input, ref double element) => input = element);
        return results;
    }

    private delegate void Use(ref double input, ref double output);

    private void ForEach(IReadOnlyList<DoubleTensor> inputs, DoubleTensor output, Use use)
    {
        int axis = Attributes.Axis < 0 ? Attributes.Axis + (output.Shape.IsVector ? 2 : 4) : Attributes.Axis;
        if (output.Shape.IsVector) axis = 3;
        int start = 0;
        foreach (var input in inputs)
        {
            for (int y = 0; y < input.Shape.Height; y++)
                for (int x = 0; x < input.Shape.Width; x++)
                    for (int c = 0; c < input.Shape.Channels; c++)
                        use(ref input[y, x, c], ref output[y + (axis == 1 ? start : 0), x + (axis == 2 ? start : 0), c + (axis == 3 ? start : 0)]);
            start += axis == 1 ? input.Shape.Height : axis == 2 ? input.Shape.Width : input.Shape.Channels;
        }
    }
}
