using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Conv2D;
using CnnGen.Generator.Spec.Keys;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceConv2D(LayerNode node) : ReferenceBiasedLayer<Conv2DAttributes>(node)
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

    private ReferenceConvolution Convolution => new(
        Node.InputShapes[0], Node.OutputShape, new Size(Attributes.KernelHeight, Attributes.KernelWidth),
        new Size(Attributes.StrideY, Attributes.StrideX), Attributes.Padding, Attributes.Dilation, Attributes.Groups);
}
