using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.GlobalMaxPooling2D;
using CnnGen.Generator.Layers.MaxPooling2D;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceMaxPooling2D(LayerNode node) : ReferencePooling<MaxPooling2DAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        ForEachOutput((y, x, c) => output[y, x, c] = Window(input.Shape, y, x).Max(at => input[at.Y, at.X, c]));
        return output;
    }

    /// <summary>To the first of several largest ones.</summary>
    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var result = new DoubleTensor(input.Shape);
        ForEachOutput((y, x, c) =>
        {
            var (iy, ix) = Window(input.Shape, y, x).First(at => input[at.Y, at.X, c] == output[y, x, c]);
            result[iy, ix, c] += gradient[y, x, c];
        });
        return result;
    }
}

internal sealed class ReferenceGlobalMaxPooling2D(LayerNode node) : ReferenceLayer<GlobalMaxPooling2DAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input) => DoubleTensor.Of(Node.OutputShape, Enumerable.Range(0, input.Shape.Channels).Select(c => Channel(input, c).Max()));

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var result = new DoubleTensor(input.Shape);
        int channels = input.Shape.Channels;
        for (int c = 0; c < channels; c++) result.Values[(Channel(input, c).ToList().IndexOf(output.Values[c]) * channels) + c] = gradient.Values[c];
        return result;
    }

    private static IEnumerable<double> Channel(DoubleTensor input, int c) => input.Values.Where((_, i) => i % input.Shape.Channels == c);
}
