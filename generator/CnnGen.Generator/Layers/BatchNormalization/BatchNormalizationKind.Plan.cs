using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Normalization;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.BatchNormalization;

/// <content>
/// With the batch's statistics while training, for which the step waits for the whole batch on the way forward and on the way back; with the moving
/// averages otherwise, and where the layer is not trainable or training begins behind it.
/// </content>
internal sealed partial class BatchNormalizationKind
{
    /// <summary>By the moving averages, as while predicting.</summary>
    public override ChannelNormalization? Normalization(LayerNode layer)
    {
        var attributes = (BatchNormalizationAttributes)layer.Attributes;
        string? Place(string parameter, bool exists) => exists ? "weights + At." + NetworkTensors.ParameterConstant(layer, parameter) : null;
        return new ChannelNormalization(
            Place(MovingMean, true)!, Place(MovingVariance, true)!, Place(NormalizationParameters.Gamma, attributes.Scale), Place(NormalizationParameters.Beta, attributes.Center),
            (float)attributes.Epsilon);
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (BatchNormalizationAttributes)layer.Attributes;
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        var shape = output.Shape;
        bool observes = pass.Mode == Mode.Train && layer.Trainable;
        if (observes)
        {
            string mean = NetworkTensors.ParameterConstant(layer, MovingMean);
            string variance = NetworkTensors.ParameterConstant(layer, MovingVariance);
            pass.BackTo(layer);
            pass.Add(
                new MomentsKernel(
                    $"BatchMoments_{shape.NamePart}", $"Adds {shape} to the mean and the squared deviations of each channel.",
                    shape.Height, shape.Width, shape.Channels, RowLayout.Of(input), 0),
                input.Pointer(), $"dw + At.{mean}", $"dw + At.{variance}", "block.Before");
            pass.Always();
            pass.EndPhase($"the statistics of {layer.Name}", layer, new BatchMoments(mean, variance, shape.Channels, shape.Height * shape.Width, attributes.Momentum));
            pass.Describe($"{layer.Name}: {input.Shape} -> {shape}");
        }

        pass.Add(
            new NormalizeKernel(
                $"Normalize_{shape.NamePart}", $"Normalizes each channel of {shape}.", shape.Height, shape.Width, shape.Channels,
                RowLayout.Of(input), RowLayout.Of(output), attributes.Scale, attributes.Center, (float)attributes.Epsilon, 0),
            input.Pointer(), Statistic(layer, MovingMean, observes ? pass.WhereTrained(layer, "block.Totals", "w") : "w"),
            Statistic(layer, MovingVariance, observes ? pass.WhereTrained(layer, "block.Totals", "w") : "w"),
            pass.Parameter(layer, NormalizationParameters.Gamma), pass.Parameter(layer, NormalizationParameters.Beta), output.Pointer());
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (BatchNormalizationAttributes)layer.Attributes;
        var input = pass.Input(layer);
        var gradient = pass.OutputGradient(layer);
        var shape = gradient.Shape;
        string mean = Statistic(layer, MovingMean, layer.Trainable ? "block.Totals" : "w");
        string variance = Statistic(layer, MovingVariance, layer.Trainable ? "block.Totals" : "w");
        string gamma = pass.SumConstant(layer, NormalizationParameters.Gamma, shape.Channels);
        string beta = pass.SumConstant(layer, NormalizationParameters.Beta, shape.Channels);
        pass.Add(
            new NormalizationSumsKernel(
                $"NormalizeSums_{shape.NamePart}", $"Adds the gradients of {shape} by gamma and beta.", shape.Height, shape.Width, shape.Channels,
                RowLayout.Of(input), RowLayout.Of(gradient), (float)attributes.Epsilon, 0),
            input.Pointer(), gradient.Pointer(), mean, variance, "dw + At." + gamma, "dw + At." + beta);
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        if (layer.Trainable)
        {
            pass.EndPhase($"the sums of the gradient by {layer.Name}", layer, null, new ChunkSum(gamma, shape.Channels), new ChunkSum(beta, shape.Channels));
            pass.Describe($"Back through {layer.Name}, with the sums over the batch.");
        }

        var statistics = layer.Trainable ? StatisticsOf.Batch : StatisticsOf.MovingAverages;
        var kernel = new NormalizationGradientKernel(
            $"NormalizeBackward_{shape.NamePart}", $"The gradient by the input of a normalization of {shape}", shape.Height, shape.Width, shape.Channels,
            layer.Trainable ? RowLayout.Of(input) : default, RowLayout.Of(gradient), RowLayout.Of(destination),
            attributes.Scale, (float)attributes.Epsilon, statistics, 0, accumulate);
        string? gammaPointer = pass.Parameter(layer, NormalizationParameters.Gamma);
        if (!layer.Trainable)
        {
            pass.Add(kernel, gradient.Pointer(), variance, gammaPointer, destination.Pointer());
            return;
        }

        pass.Add(
            kernel, input.Pointer(), mean, "block.Totals + At." + gamma, "block.Totals + At." + beta, gradient.Pointer(), variance, gammaPointer,
            destination.Pointer(), $"1f / ((float)block.BatchSize * {Literal.Of(shape.Height * shape.Width)})");
    }

    private static string Statistic(LayerNode layer, string name, string where) => $"{where} + At.{NetworkTensors.ParameterConstant(layer, name)}";
}
