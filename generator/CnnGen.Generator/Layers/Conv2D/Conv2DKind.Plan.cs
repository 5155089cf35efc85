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

    /// <summary>All outputs of a window must be in registers, of which there are 16 where vectors have 256 bits.</summary>
    public override bool CanPool(LayerNode layer, DisjointWindows windows)
    {
        var geometry = Geometry(layer);
        var attributes = (Conv2DAttributes)layer.Attributes;
        if (windows.Size > 12 || geometry.Groups.Count > 1 || attributes.Activation == Activations.Softmax) return false;
        // Windows that Winograd's tiles do not hold are worth less than those tiles.
        return AlgorithmChoice.Choose(geometry, null, attributes.Algorithm) is null || AlgorithmChoice.Choose(geometry, windows, attributes.Algorithm) is not null;
    }

    public override string? ActivationOfSums(LayerNode layer) => ((Conv2DAttributes)layer.Attributes).Activation;

    public override bool CanFold(LayerNode layer) => ((Conv2DAttributes)layer.Attributes).Activation == Activations.Linear;

    public override bool CanAdd(LayerNode layer) => ((Conv2DAttributes)layer.Attributes).Groups == 1;

    public override bool CanWriteSlice(LayerNode layer) => ((Conv2DAttributes)layer.Attributes).Activation != Activations.Softmax;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        var chain = pass.ChainOf(layer);
        pass.AddChosen(
            "Conv2D", chain, Geometry(layer), attributes.Algorithm, pass.Input(layer),
            chain.Last == layer ? pass.Sums(layer, attributes.Activation) : pass.Output(chain.Last),
            pass.InKernel(layer, chain.ActivationOr(attributes.Activation)));
        pass.AddActivation(layer, attributes.Activation);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        var geometry = Geometry(layer).First(pass.Tensors.Fused.SeenOf(layer));
        var gradient = pass.OutputGradient(layer);
        pass.AddActivationBackward(layer, attributes.Activation, pass.Output(layer), gradient);
        pass.ForParametersOf(layer, () => pass.AddChosenWeightGradient("Conv2DWeights", layer, geometry, attributes.Algorithm, pass.Input(layer), gradient));
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddChosenDataGradient("Conv2DData", layer, geometry, attributes.Algorithm, gradient, destination, accumulate);
    }

    private static ConvolutionGeometry Geometry(LayerNode layer) => Geometry((Conv2DAttributes)layer.Attributes, layer.InputShapes[0]);

    private static ConvolutionGeometry Geometry(Conv2DAttributes attributes, Shape input) => new(
        Windows(attributes, input), new ChannelGroups(attributes.Groups, input.Channels / attributes.Groups, attributes.Filters / attributes.Groups));

    private static (Window Vertical, Window Horizontal) Windows(Conv2DAttributes attributes, Shape input) => Window.Over(
        input, new Size(attributes.KernelHeight, attributes.KernelWidth), new Size(attributes.StrideY, attributes.StrideX), attributes.Padding, attributes.Dilation);
}
