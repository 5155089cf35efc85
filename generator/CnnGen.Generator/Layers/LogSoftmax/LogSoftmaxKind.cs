using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.LogSoftmax;

/// <summary>The logarithm of the softmax over the channels, as Keras's activation log_softmax.</summary>
internal sealed class LogSoftmaxKind : LayerKind<LogSoftmaxAttributes>
{
    public override string Type => "LogSoftmax";

    public override string Description => "The logarithm of the softmax over the channels of each pixel, or over a vector.";

    public override IReadOnlyList<SpecKey> Keys => [];

    protected override LogSoftmaxAttributes ReadAttributes(ObjectReader reader) => new();

    protected override Shape? InferShape(LogSoftmaxAttributes attributes, LayerSite site) => site.Input;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var output = pass.Output(layer);
        pass.AddCopy(pass.Input(layer), output);
        pass.AddRuntime($"LogSoftmax.Forward({output.Pointer()}, batch, {Strides(output)}, {Sizes(output)})");
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        var output = pass.Output(layer);
        var gradient = pass.OutputGradient(layer);
        pass.AddRuntime($"LogSoftmax.Backward({output.Pointer()}, {Strides(output)}, {gradient.Pointer()}, batch, {Strides(gradient)}, {Sizes(output)})");
        pass.AddCopy(gradient, destination, accumulate);
    }

    private static string Strides(TensorPlan tensor) => $"{Literal.Of(tensor.ImageStride)}, {Literal.Of(tensor.RowStride)}";

    private static string Sizes(TensorPlan tensor) => $"{Literal.Of(tensor.Shape.Height)}, {Literal.Of(tensor.Shape.Width)}, {Literal.Of(tensor.Shape.Channels)}";
}
