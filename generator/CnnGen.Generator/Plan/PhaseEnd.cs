namespace CnnGen.Generator.Plan;

/// <summary>
/// Where a training step stops until all chunks of the batch have come so far, so that what they have summed up can be gathered: the end of a phase.
/// </summary>
/// <param name="Calls">Calls of the training pass before it.</param>
/// <param name="Reason">What is gathered: "the statistics of batch_normalization_1".</param>
/// <param name="Layer">The layer that needs it.</param>
/// <param name="Moments">Means and variances; null where none are gathered.</param>
/// <param name="Sums">Ranges of the gradients that are summed.</param>
internal sealed record PhaseEnd(int Calls, string Reason, int Layer, BatchMoments? Moments, EquatableArray<ChunkSum> Sums);

/// <summary>The mean and the variance of each channel over a batch, in the gradients at the places of their moving averages.</summary>
/// <param name="Mean">The name of the constant that holds the offset: "BatchNormalization1MovingMean".</param>
/// <param name="Elements">Elements of a channel in one image.</param>
internal sealed record BatchMoments(string Mean, string Variance, int Channels, int Elements, double Momentum);

/// <param name="Constant">The name of the constant that holds the range's offset in the gradients.</param>
internal sealed record ChunkSum(string Constant, int Length);
