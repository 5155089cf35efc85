using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.DepthwiseConv2D;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceDepthwiseConv2D(LayerNode node) : ReferenceBiasedLayer<DepthwiseConv2DAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        Convolution.Forward(input, Parameters["kernel"], output);
        Finish(output);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var sums = BackwardToSums(output, gradient);
        Convolution.BackwardWeights(input, sums, Gradients["kernel"]);
        var result = new DoubleTensor(input.Shape);
        Convolution.BackwardData(sums, Parameters["kernel"], result);
        return result;
    }

    // [height, width, in, multiplier] lies as [height, width, 1, in * multiplier]: a group for each input channel.
    private ReferenceConvolution Convolution => new(
        Node.InputShapes[0], Node.OutputShape, Attributes.Kernel, Attributes.Strides, Attributes.Padding, Attributes.Dilation, Node.InputShapes[0].Channels);
}
