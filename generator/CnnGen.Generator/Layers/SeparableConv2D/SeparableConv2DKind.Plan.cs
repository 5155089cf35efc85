using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Convolution;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.SeparableConv2D;

/// <content>Two convolutions with a tensor between them; their kernels are those of DepthwiseConv2D and Conv2D.</content>
internal sealed partial class SeparableConv2DKind
{
    public override Margins InputMargins(LayerNode layer) => Depthwise(layer).InputMargins;

    public override Shape? Intermediate(LayerNode layer)
    {
        var attributes = (SeparableConv2DAttributes)layer.Attributes;
        return Shape.Image(layer.OutputShape.Height, layer.OutputShape.Width, layer.InputShapes[0].Channels * attributes.DepthMultiplier);
    }

    public override Margins IntermediateGradientMargins(LayerNode layer) => Depthwise(layer).OutputMargins;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (SeparableConv2DAttributes)layer.Attributes;
        var between = pass.Intermediate(layer);
        var output = pass.Sums(layer, attributes.Activation);
        pass.AddConvolution(
            "DepthwiseConv2D", Depthwise(layer), pass.Input(layer), between, pass.Parameter(layer, DepthwiseKernel)!, null, Activations.Linear);
        pass.AddConvolution(
            "Conv2D", Pointwise(layer), between, output,
            pass.Parameter(layer, PointwiseKernel)!, pass.Parameter(layer, "bias"), pass.InKernel(layer, attributes.Activation));
        pass.AddActivation(layer, attributes.Activation);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (SeparableConv2DAttributes)layer.Attributes;
        var (depthwise, pointwise) = (Depthwise(layer), Pointwise(layer));
        var gradient = pass.OutputGradient(layer);
        var gradientBetween = pass.IntermediateGradient(layer);
        pass.AddActivationBackward(layer, attributes.Activation, pass.Output(layer), gradient);
        pass.ForParametersOf(layer, () => pass.AddWeightGradient("Conv2DWeights", pointwise, pass.Intermediate(layer), gradient, pass.ParameterGradient(layer, PointwiseKernel)));
        pass.AddDataGradient("Conv2DData", pointwise, gradient, gradientBetween, pass.DeriveTurned(layer, PointwiseKernel, pointwise), accumulate: false);
        pass.ForParametersOf(layer, () => pass.AddWeightGradient("DepthwiseConv2DWeights", depthwise, pass.Input(layer), gradientBetween, pass.ParameterGradient(layer, DepthwiseKernel)));
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddDataGradient(
            "DepthwiseConv2DData", depthwise, gradientBetween, destination, pass.DeriveTurned(layer, DepthwiseKernel, depthwise), accumulate);
    }

    private static ConvolutionGeometry Depthwise(LayerNode layer)
    {
        var attributes = (SeparableConv2DAttributes)layer.Attributes;
        var input = layer.InputShapes[0];
        return new ConvolutionGeometry(Windows(attributes, input), new ChannelGroups(input.Channels, 1, attributes.DepthMultiplier));
    }

    private static ConvolutionGeometry Pointwise(LayerNode layer)
    {
        var attributes = (SeparableConv2DAttributes)layer.Attributes;
        var one = new Size(1, 1);
        return new ConvolutionGeometry(
            Window.Over(layer.OutputShape, one, one, Padding.Valid, one),
            new ChannelGroups(1, layer.InputShapes[0].Channels * attributes.DepthMultiplier, attributes.Filters));
    }

    private static (Window Vertical, Window Horizontal) Windows(SeparableConv2DAttributes attributes, Shape input) =>
        Window.Over(input, attributes.Kernel, attributes.Strides, attributes.Padding, attributes.Dilation);
}
