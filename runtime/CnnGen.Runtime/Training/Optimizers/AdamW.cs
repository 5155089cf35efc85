namespace CnnGen;

/// <summary>
/// <see cref="Adam"/> with weight decay apart from the gradient, 0.004 by default as in Keras.
/// From I. Loshchilov, F. Hutter, "Decoupled Weight Decay Regularization", ICLR 2019.
/// </summary>
public sealed record AdamW : Adam
{
    /// <param name="learningRate">A number of at least 0, or a schedule; null: 0.001.</param>
    public AdamW(LearningRateSchedule? learningRate = null)
        : base(learningRate) => WeightDecay = 0.004;

    private protected override string Rule => Numbers("AdamW");
}
