using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Convolution;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Conv2D;

/// <content>The direct convolution, forward and backward, as tiles of registers.</content>
internal sealed partial class Conv2DKind
{
    public override Margins InputMargins(LayerNode layer) => Geometry(layer).InputMargins;

    public override Margins OutputGradientMargins(LayerNode layer) => Geometry(layer).OutputMargins;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        pass.AddConvolution(
            "Conv2D", Geometry(layer), pass.Input(layer), pass.Sums(layer, attributes.Activation),
            pass.Parameter(layer, "kernel")!, pass.Parameter(layer, "bias"), pass.InKernel(layer, attributes.Activation));
        pass.AddActivation(layer, attributes.Activation);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        var geometry = Geometry(layer);
        var gradient = pass.OutputGradient(layer);
        pass.AddActivationBackward(layer, attributes.Activation, pass.Output(layer), gradient);
        pass.AddWeightGradient("Conv2DWeights", geometry, pass.Input(layer), gradient, pass.ParameterGradient(layer, "kernel"));
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddDataGradient("Conv2DData", geometry, gradient, destination, pass.DeriveTurned(layer, "kernel", geometry), accumulate);
    }

    private static ConvolutionGeometry Geometry(LayerNode layer)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        return new ConvolutionGeometry(
            Windows(attributes, layer.InputShapes[0]),
            new ChannelGroups(attributes.Groups, layer.InputShapes[0].Channels / attributes.Groups, attributes.Filters / attributes.Groups));
    }

    private static (Window Vertical, Window Horizontal) Windows(Conv2DAttributes attributes, Shape input) => Window.Over(
        input, new Size(attributes.KernelHeight, attributes.KernelWidth), new Size(attributes.StrideY, attributes.StrideX), attributes.Padding, attributes.Dilation);
}
