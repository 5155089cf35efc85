using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Convolution;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.DepthwiseConv2D;

/// <content>A convolution in as many groups as there are channels.</content>
internal sealed partial class DepthwiseConv2DKind
{
    public override Margins InputMargins(LayerNode layer) => Geometry(layer).InputMargins;

    public override Margins OutputGradientMargins(LayerNode layer) => Geometry(layer).OutputMargins;

    public override bool CanFold(LayerNode layer) => ((DepthwiseConv2DAttributes)layer.Attributes).Activation == Activations.Linear;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (DepthwiseConv2DAttributes)layer.Attributes;
        var chain = pass.ChainOf(layer);
        var output = chain.Last == layer ? pass.Sums(layer, attributes.Activation) : pass.Output(chain.Last);
        var (kernel, bias) = pass.WeightsOf(chain);
        pass.AddConvolution(
            "DepthwiseConv2D", Geometry(layer), pass.Input(layer), output, kernel, bias, pass.InKernel(layer, chain.ActivationOr(attributes.Activation)));
        pass.AddActivation(layer, attributes.Activation);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (DepthwiseConv2DAttributes)layer.Attributes;
        var geometry = Geometry(layer);
        var gradient = pass.OutputGradient(layer);
        pass.AddActivationBackward(layer, attributes.Activation, pass.Output(layer), gradient);
        pass.ForParametersOf(layer, () => pass.AddWeightGradient("DepthwiseConv2DWeights", geometry, pass.Input(layer), gradient, pass.ParameterGradient(layer, "kernel")));
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddDataGradient("DepthwiseConv2DData", geometry, gradient, destination, pass.DeriveTurned(layer, "kernel", geometry), accumulate);
    }

    private static ConvolutionGeometry Geometry(LayerNode layer)
    {
        var attributes = (DepthwiseConv2DAttributes)layer.Attributes;
        var input = layer.InputShapes[0];
        return new ConvolutionGeometry(Windows(attributes, input), new ChannelGroups(input.Channels, 1, attributes.DepthMultiplier));
    }

    private static (Window Vertical, Window Horizontal) Windows(DepthwiseConv2DAttributes attributes, Shape input) =>
        Window.Over(input, attributes.Kernel, attributes.Strides, attributes.Padding, attributes.Dilation);
}
