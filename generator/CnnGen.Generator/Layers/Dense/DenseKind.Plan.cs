using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Convolution;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Dense;

/// <content>The matrix product, forward and backward, over the images of a block.</content>
internal sealed partial class DenseKind
{
    public override bool CanFold(LayerNode layer) => ((DenseAttributes)layer.Attributes).Activation == Activations.Linear;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (DenseAttributes)layer.Attributes;
        var input = pass.Input(layer);
        var chain = pass.ChainOf(layer);
        var output = chain.Last == layer ? pass.Sums(layer, attributes.Activation) : pass.Output(chain.Last);
        int inputs = layer.InputShapes[0].Channels;
        bool packed = pass.Target == PlanTarget.Cpu && WeightRows.Pays(inputs, attributes.Units);
        var (kernel, bias) = packed ? pass.WeightsPacked(chain, inputs, attributes.Units) : pass.WeightsOf(chain);
        string activation = pass.InKernel(layer, chain.ActivationOr(attributes.Activation));
        string suffix = Activations.SuffixOf(activation);
        pass.Add(
            new MatrixProductKernel(
                $"Dense_{inputs}_{attributes.Units}{suffix}",
                $"Dense layer of {inputs} inputs and {attributes.Units} units{(suffix.Length == 0 ? "" : ", then " + activation)}.",
                inputs, attributes.Units, input.ImageStride, output.ImageStride,
                bias is null ? StartFrom.Zero : StartFrom.Bias, activation)
            {
                Packed = packed,
            },
            input.Pointer(), kernel, bias, output.Pointer());
        pass.AddActivation(layer, attributes.Activation);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (DenseAttributes)layer.Attributes;
        var input = pass.Input(layer);
        var gradient = pass.OutputGradient(layer);
        int inputs = layer.InputShapes[0].Channels;
        pass.AddActivationBackward(layer, attributes.Activation, pass.Output(layer), gradient);
        pass.ForParametersOf(layer, () => pass.Add(
            new WeightGradientKernel(
                $"DenseWeights_{inputs}_{attributes.Units}",
                $"The gradient by the weights of a dense layer of {inputs} inputs and {attributes.Units} units.",
                new ChannelGroups(1, inputs, attributes.Units), Taps.Line(inputs), 1, 1, input.ImageStride, 0, 0, gradient.ImageStride, 0, 0),
            input.Pointer(), gradient.Pointer(), pass.ParameterGradient(layer, "kernel")));

        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        string weights = "weights + At." + NetworkTensors.ParameterConstant(layer, "kernel");
        string transposed = pass.Derive(
            layer, "Transposed", inputs * attributes.Units,
            pointer => $"global::CnnGen.Transpose.Taps({weights}, {pointer}, {Literal.Of(inputs)}, {Literal.Of(attributes.Units)}, stackalloc int[] {{ 0 }});",
            pointer => new Call("", new TurnedWeightsKernel(EquatableArray.Of(0), new ChannelGroups(1, inputs, attributes.Units)), $"{weights}, {pointer}"));
        pass.Add(
            new MatrixProductKernel(
                $"DenseData_{inputs}_{attributes.Units}{(accumulate ? "_Add" : "")}",
                $"The gradient by the input of a dense layer of {inputs} inputs and {attributes.Units} units.",
                attributes.Units, inputs, gradient.ImageStride, destination.ImageStride,
                accumulate ? StartFrom.Destination : StartFrom.Zero, Activations.Linear),
            gradient.Pointer(), transposed, destination.Pointer());
    }
}
