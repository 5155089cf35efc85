using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.SeparableConv2D;
using CnnGen.Generator.Spec.Keys;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceSeparableConv2D(LayerNode node) : ReferenceBiasedLayer<SeparableConv2DAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        Pointwise.Forward(Between(input), Parameters["pointwise_kernel"], output);
        Finish(output);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var sums = BackwardToSums(output, gradient);
        Pointwise.BackwardWeights(Between(input), sums, Gradients["pointwise_kernel"]);
        var between = new DoubleTensor(BetweenShape);
        Pointwise.BackwardData(sums, Parameters["pointwise_kernel"], between);
        Depthwise.BackwardWeights(input, between, Gradients["depthwise_kernel"]);
        var result = new DoubleTensor(input.Shape);
        Depthwise.BackwardData(between, Parameters["depthwise_kernel"], result);
        return result;
    }

    private Shape BetweenShape => Shape.Image(
        Node.OutputShape.Height, Node.OutputShape.Width, Node.InputShapes[0].Channels * Attributes.DepthMultiplier);

    private ReferenceConvolution Depthwise => new(
        Node.InputShapes[0], BetweenShape, Attributes.Kernel, Attributes.Strides, Attributes.Padding, Attributes.Dilation, Node.InputShapes[0].Channels);

    private ReferenceConvolution Pointwise => new(BetweenShape, Node.OutputShape, new Size(1, 1), new Size(1, 1), Padding.Valid, new Size(1, 1), 1);

    private DoubleTensor Between(DoubleTensor input)
    {
        var between = new DoubleTensor(BetweenShape);
        Depthwise.Forward(input, Parameters["depthwise_kernel"], between);
        return between;
    }
}
