namespace CnnGen;

/// <summary>Takes a network through one training step after another.</summary>
internal sealed unsafe class StepRunner(
    WeightStore store, TrainingScope scope, Executor executor, Workspace workspace, OptimizerState optimizer, EpochMeter meter, SampleWeights weights, ulong seed)
{
    private readonly double[] _losses = new double[store.Description.Heads.Length];

    /// <summary>Steps done.</summary>
    public long Step { get; set; }

    /// <summary>Trains on a batch. Where its loss or a gradient is not finite, the weights stay as they were, and the result says what it was; else it is null.</summary>
    /// <param name="fromFeatures">Whether the inputs are features instead of images.</param>
    public (StopReason Reason, string Message)? Run(in Batch samples, bool fromFeatures, double learningRate)
    {
        workspace.OutputSpan(samples.Count);
        var batch = new TrainingBatch { Input = samples.Input, FromFeatures = fromFeatures, Target = samples.Target, Weights = weights.Of(samples), Output = workspace.Output, Count = samples.Count };
        executor.TrainStep(batch, seed, (uint)Step, _losses);
        var penalty = executor.Penalty(store, scope);
        var loss = meter.TotalLoss(_losses, samples.Count) + penalty;
        if (!double.IsFinite(loss))
            return (StopReason.LossNotFinite, FormattableString.Invariant($"the loss is {loss}"));

        optimizer.BeginStep(learningRate, Step);
        if (executor.ApplyGradients(optimizer) is { } spoiled)
            return (StopReason.GradientNotFinite, FormattableString.Invariant($"the gradient of {spoiled.Name} is not finite, with a loss of {loss}"));

        store.Stepped();
        Step++;
        meter.Add(batch, _losses, penalty);
        return null;
    }
}
