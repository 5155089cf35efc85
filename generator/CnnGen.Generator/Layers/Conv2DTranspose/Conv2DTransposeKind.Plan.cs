using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Convolution;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Conv2DTranspose;

/// <content>Forward it is a convolution's way back by data; its own way back is that convolution.</content>
internal sealed partial class Conv2DTransposeKind
{
    public override Margins InputMargins(LayerNode layer) => Geometry(layer).OutputMargins;

    public override Margins OutputGradientMargins(LayerNode layer) => Geometry(layer).InputMargins;

    public override Margins WeightGradientMargins(LayerNode layer) => Geometry(layer).InputMargins;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (Conv2DTransposeAttributes)layer.Attributes;
        var geometry = Geometry(layer);
        var (input, output) = (pass.Input(layer), pass.Sums(layer, attributes.Activation));
        pass.AddTransposed(
            "Conv2DTranspose", $"The transposed {geometry.Description} of {input.Shape} to {output.Shape}", geometry, input, output,
            pass.DeriveTurned(layer, "kernel", geometry), pass.Parameter(layer, "bias"), pass.InKernel(layer, attributes.Activation), accumulate: false);
        pass.AddActivation(layer, attributes.Activation);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (Conv2DTransposeAttributes)layer.Attributes;
        var geometry = Geometry(layer);
        var gradient = pass.OutputGradient(layer);
        pass.AddActivationBackward(layer, attributes.Activation, pass.Output(layer), gradient);
        pass.ForParametersOf(layer, () => pass.AddWeightGradient("Conv2DTransposeWeights", geometry, gradient, pass.Input(layer), pass.ParameterGradient(layer, "kernel")));
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddConvolution(
            "Conv2DTransposeData", geometry, gradient, destination, pass.Parameter(layer, "kernel")!, null, Activations.Linear, accumulate);
    }

    /// <summary>Of the convolution from the layer's output to its input, whose kernel is [height, width, filters, in].</summary>
    private static ConvolutionGeometry Geometry(LayerNode layer)
    {
        var attributes = (Conv2DTransposeAttributes)layer.Attributes;
        var input = layer.InputShapes[0];
        return new ConvolutionGeometry(TransposedWindow.Over(attributes, input), new ChannelGroups(1, attributes.Filters, input.Channels));
    }
}
