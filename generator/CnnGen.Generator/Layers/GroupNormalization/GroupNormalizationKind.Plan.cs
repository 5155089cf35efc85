using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Normalization;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.GroupNormalization;

/// <content>The kernels of batch normalization with statistics of each image, which the channels of a group merge.</content>
internal sealed partial class GroupNormalizationKind
{
    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (GroupNormalizationAttributes)layer.Attributes;
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        var shape = output.Shape;
        int half = Half(layer);
        string statistics = pass.Tensors.Scratch(layer, "Statistics", 2 * half, training: false);
        pass.Add(
            new MomentsKernel(
                $"ImageMoments_{shape.NamePart}", $"The mean and the squared deviations of each channel of each image of {shape}.",
                shape.Height, shape.Width, shape.Channels, RowLayout.Of(input), 2 * half),
            input.Pointer(), statistics, $"{statistics} + {Literal.Of(half)}");
        pass.AddRuntime($"GroupStatistics.Merge({statistics}, {Literal.Of(half)}, batch, {Sizes(layer)})");
        pass.Add(
            new NormalizeKernel(
                $"NormalizeImage_{shape.NamePart}", $"Normalizes each channel of each image of {shape}.", shape.Height, shape.Width, shape.Channels,
                RowLayout.Of(input), RowLayout.Of(output), attributes.Scale, attributes.Center, (float)attributes.Epsilon, 2 * half),
            input.Pointer(), statistics, $"{statistics} + {Literal.Of(half)}",
            pass.Parameter(layer, NormalizationParameters.Gamma), pass.Parameter(layer, NormalizationParameters.Beta), output.Pointer());
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (GroupNormalizationAttributes)layer.Attributes;
        var input = pass.Input(layer);
        var gradient = pass.OutputGradient(layer);
        var shape = gradient.Shape;
        int half = Half(layer);
        string statistics = pass.Tensors.Scratch(layer, "Statistics", 2 * half, training: false);
        string variance = $"{statistics} + {Literal.Of(half)}";
        string sums = pass.Tensors.Scratch(layer, "Sums", 2 * half);
        string sumsOfGamma = $"{sums} + {Literal.Of(half)}";
        string? gamma = pass.Parameter(layer, NormalizationParameters.Gamma);
        pass.Add(
            new NormalizationSumsKernel(
                $"NormalizeImageSums_{shape.NamePart}", $"The gradients of each image of {shape} by gamma and beta.", shape.Height, shape.Width, shape.Channels,
                RowLayout.Of(input), RowLayout.Of(gradient), (float)attributes.Epsilon, 2 * half),
            input.Pointer(), gradient.Pointer(), statistics, variance, sumsOfGamma, sums);
        pass.AddRuntime(
            $"GroupStatistics.MergeGradients({sums}, {Literal.Of(half)}, {gamma ?? "null"}, "
            + $"{pass.ParameterGradient(layer, NormalizationParameters.Gamma) ?? "null"}, {pass.ParameterGradient(layer, NormalizationParameters.Beta) ?? "null"}, batch, {Sizes(layer)})");
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.Add(
            new NormalizationGradientKernel(
                $"NormalizeImageBackward_{shape.NamePart}", $"The gradient by the input of a normalization of {shape}", shape.Height, shape.Width, shape.Channels,
                RowLayout.Of(input), RowLayout.Of(gradient), RowLayout.Of(destination),
                attributes.Scale, (float)attributes.Epsilon, StatisticsOf.Image, 2 * half, accumulate),
            input.Pointer(), statistics, sumsOfGamma, sums, gradient.Pointer(), variance, gamma, destination.Pointer());
    }

    /// <summary>Floats of an image's means, and of its variances behind them.</summary>
    private static int Half(LayerNode layer) => (int)Arena.Aligned(layer.OutputShape.Channels);

    private static string Sizes(LayerNode layer)
    {
        var shape = layer.OutputShape;
        return $"{Literal.Of(shape.Channels)}, {Literal.Of(((GroupNormalizationAttributes)layer.Attributes).Groups)}, {Literal.Of(shape.Height * shape.Width)}";
    }
}
