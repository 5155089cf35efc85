using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.Conv2DTranspose;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>The way back of the convolution that leads from its output to its input; its own way back is that convolution.</summary>
internal sealed class ReferenceConv2DTranspose(LayerNode node) : ReferenceBiasedLayer<Conv2DTransposeAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        Convolution.BackwardData(input, Parameters["kernel"], output);
        Finish(output);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var sums = BackwardToSums(output, gradient);
        Convolution.BackwardWeights(sums, input, Gradients["kernel"]);
        var result = new DoubleTensor(input.Shape);
        Convolution.Forward(sums, Parameters["kernel"], result);
        return result;
    }

    private ReferenceConvolution Convolution => new(
        Node.OutputShape, Node.InputShapes[0], Attributes.Kernel, Attributes.Strides, Padding.Explicit(Top, 0, Left, 0), Attributes.Dilation, 1);

    private int Top => Before(Node.InputShapes[0].Height, Node.OutputShape.Height, Attributes.Kernel.Height, Attributes.Strides.Height, Attributes.Dilation.Height);

    private int Left => Before(Node.InputShapes[0].Width, Node.OutputShape.Width, Attributes.Kernel.Width, Attributes.Strides.Width, Attributes.Dilation.Width);

    // TensorFlow's rule for "same", of the convolution from the output to the input.
    private int Before(int input, int output, int kernel, int stride, int dilation) =>
        Attributes.IsSame ? Math.Max(0, ((input - 1) * stride) + ((kernel - 1) * dilation) + 1 - output) / 2 : 0;
}
