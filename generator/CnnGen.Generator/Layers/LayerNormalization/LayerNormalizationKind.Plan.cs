using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Normalization;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.LayerNormalization;

/// <content>Each sample, which is a pixel or an image, by itself; its statistics are computed anew on the way back.</content>
internal sealed partial class LayerNormalizationKind
{
    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (LayerNormalizationAttributes)layer.Attributes;
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        string? statistics = Statistics(layer, pass);
        pass.Add(
            new SampleNormalizationKernel(
                "LayerNormalization_" + NamePart(layer), $"Normalizes {What(layer)} of {output.Shape}.",
                SamplesOf(layer), RowLayout.Of(input), RowLayout.Of(output), attributes.Scale, attributes.Center, (float)attributes.Epsilon)
            { KeepsStatistics = statistics is not null },
            input.Pointer(), pass.Parameter(layer, NormalizationParameters.Gamma), pass.Parameter(layer, NormalizationParameters.Beta), output.Pointer(), statistics);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (LayerNormalizationAttributes)layer.Attributes;
        var input = pass.Input(layer);
        var gradient = pass.OutputGradient(layer);
        var (destination, accumulate) = pass.InputGradient(layer) is { } target ? (target.Tensor, target.Accumulate) : (null, false);
        string? statistics = Statistics(layer, pass);
        // One kernel for both gradients: that by the input is computed along where only that by the parameters is needed.
        pass.BackTo(layer);
        pass.Add(
            new SampleNormalizationBackwardKernel(
                "LayerNormalizationBackward_" + NamePart(layer) + (destination is null ? "_Weights" : accumulate ? "_Add" : ""),
                $"The gradients of a normalization of {What(layer)} of {gradient.Shape}" + (accumulate ? ", that by the input added to what is there." : "."),
                SamplesOf(layer), RowLayout.Of(input), RowLayout.Of(gradient), destination is null ? null : RowLayout.Of(destination),
                attributes.Scale, attributes.Center, (float)attributes.Epsilon, accumulate)
            { KeepsStatistics = statistics is not null },
            input.Pointer(), gradient.Pointer(), destination is null ? null : pass.Parameter(layer, NormalizationParameters.Gamma),
            pass.ParameterGradient(layer, NormalizationParameters.Gamma), pass.ParameterGradient(layer, NormalizationParameters.Beta), destination?.Pointer(), statistics);
    }

    /// <summary>Where a GPU keeps the statistics of each sample.</summary>
    private static string? Statistics(LayerNode layer, PassBuilder pass) => pass.Target == PlanTarget.Cpu
        ? null
        : pass.Tensors.Scratch(layer, "Statistics", GpuSamples.Kept * new GpuSamples(SamplesOf(layer)).Count, training: false);

    private static Samples SamplesOf(LayerNode layer)
    {
        var shape = layer.OutputShape;
        return ((LayerNormalizationAttributes)layer.Attributes).OverImage
            ? new Samples(1, 1, shape.Height, shape.Width * shape.Channels)
            : new Samples(shape.Height, shape.Width, 1, shape.Channels);
    }

    private static string NamePart(LayerNode layer) => layer.OutputShape.NamePart + (((LayerNormalizationAttributes)layer.Attributes).OverImage ? "_Image" : "");

    private static string What(LayerNode layer) => ((LayerNormalizationAttributes)layer.Attributes).OverImage ? "each image" : "the channels of each pixel";
}
