using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.LogSoftmax;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceLogSoftmax(LayerNode node) : ReferenceLayer<LogSoftmaxAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input) => DoubleTensor.Of(
        input.Shape, input.Values.Chunk(input.Shape.Channels).SelectMany(pixel => pixel.Select(x => x - Math.Log(pixel.Sum(Math.Exp)))));

    /// <summary>The Jacobian row by row: dy_j / dx_i = 1[i = j] - exp(y_i).</summary>
    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        int channels = input.Shape.Channels;
        var result = new DoubleTensor(input.Shape);
        for (int i = 0; i < input.Values.Length; i++)
        {
            int first = i - (i % channels);
            for (int j = first; j < first + channels; j++) result.Values[i] += gradient.Values[j] * ((i == j ? 1 : 0) - Math.Exp(output.Values[i]));
        }

        return result;
    }
}
