namespace CnnGen;

/// <summary>
/// The learning rate of each step. A number is one: <c>new Adam(0.001)</c>. Others are <see cref="PiecewiseConstantDecay"/>,
/// <see cref="ExponentialDecay"/>, <see cref="CosineDecay"/>, <see cref="OneCycle"/>, <see cref="ReduceLROnPlateau"/> and classes of your own.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>The same rate in all steps.</summary>
    /// <param name="learningRate">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public static implicit operator LearningRateSchedule(double learningRate) => new ConstantLearningRate(learningRate);

    /// <summary>The rate of a step. It may depend on its arguments alone, so that a run which is resumed goes on with the same rates.</summary>
    /// <param name="step">Steps done before this one, since the run began.</param>
    /// <param name="run">How long the run is, and its history up to the last epoch.</param>
    /// <returns>A finite number of at least 0; anything else ends <c>Fit</c> with an <see cref="InvalidOperationException"/>.</returns>
    public abstract double RateOf(long step, TrainingRun run);

    /// <summary>The kind and its numbers: a checkpoint keeps this text, and a run that is resumed must have the same.</summary>
    public abstract override string ToString();

    /// <summary>The value of the history that it depends on; null where it depends on none.</summary>
    internal virtual string? MonitoredValue => null;

    /// <summary>Whether all steps of an epoch have one rate, so that it is asked for once.</summary>
    internal virtual bool IsPerEpoch => false;

    /// <summary>Checks what can only be checked when the run is known, and gives the text for the checkpoint.</summary>
    /// <exception cref="ArgumentException">Its numbers contradict each other or the run.</exception>
    internal virtual string Settle(TrainingRun run) => ToString();
}
