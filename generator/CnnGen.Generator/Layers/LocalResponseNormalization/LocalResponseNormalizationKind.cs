using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.LocalResponseNormalization;

/// <summary>x / (bias + alpha / size * sum of squares over neighboring channels)^beta (Krizhevsky et al. 2012), as ONNX's LRN.</summary>
internal sealed class LocalResponseNormalizationKind : LayerKind<LocalResponseNormalizationAttributes>
{
    private static readonly BoundedIntegerKey s_size = new("size", "Channels that are summed over; for an even number, one more of them behind.", 5, 1, WholeNumberKey.LongestSide);

    private static readonly NumberKey s_alpha = new("alpha", "The factor of the mean of squares.", 0.0001);

    private static readonly NumberKey s_beta = new("beta", "The exponent.", 0.75);

    private static readonly NumberKey s_bias = new("bias", "What is added to the mean of squares.", 1) { ExcludesMinimum = true };

    public override string Type => "LocalResponseNormalization";

    public override string Description => "Divides each element by a power of the squares of the channels beside it.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_size, s_alpha, s_beta, s_bias];

    protected override LocalResponseNormalizationAttributes ReadAttributes(ObjectReader reader) =>
        new(reader.Read(s_size), reader.Read(s_alpha), reader.Read(s_beta), reader.Read(s_bias));

    protected override Shape? InferShape(LocalResponseNormalizationAttributes attributes, LayerSite site) => site.CheckImage() ? site.Input : null;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        pass.AddRuntime(
            $"LocalResponseNormalization.Forward({Place(input)}, {Place(output)}, "
            + $"{Numbers(layer)}, batch, {pass.Tensors.Scratch(layer, "Squares", Room(layer), training: false)})");
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddRuntime(
            $"LocalResponseNormalization.Backward({Place(pass.Input(layer))}, {Place(pass.OutputGradient(layer))}, {Place(destination)}, {Literal.Of(accumulate)}, "
            + $"{Numbers(layer)}, batch, {pass.Tensors.Scratch(layer, "Squares", Room(layer), training: false)}, {pass.Tensors.Scratch(layer, "Quotients", Room(layer))})");
    }

    private static string Place(TensorPlan tensor) => $"{tensor.Pointer()}, {Literal.Of(tensor.ImageStride)}, {Literal.Of(tensor.RowStride)}";

    /// <summary>A pixel's channels with a border for the window, and a vector to read past the end.</summary>
    private static int Room(LayerNode layer) => layer.OutputShape.Channels + ((LocalResponseNormalizationAttributes)layer.Attributes).Size + 16;

    private static string Numbers(LayerNode layer)
    {
        var attributes = (LocalResponseNormalizationAttributes)layer.Attributes;
        var shape = layer.OutputShape;
        return $"{shape.Height}, {shape.Width}, {shape.Channels}, {attributes.Size}, {Literal.Of((float)attributes.Alpha)}, {Literal.Of((float)attributes.Beta)}, {Literal.Of((float)attributes.Bias)}";
    }
}
