namespace CnnGen;

/// <summary>
/// Keras's CosineDecay: a rate that falls along half a cosine, after an optional linear warm-up. With n = decay steps,
/// rate(t) = initial * ((1 - alpha) * (1 + cos(pi t / n)) / 2 + alpha), and alpha * initial from step n on. With a warm-up, the rate first rises
/// from initial to the target in a line, and the cosine falls from the target.
/// From I. Loshchilov, F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017.
/// </summary>
/// <param name="initialLearningRate">The first rate, at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
public sealed class CosineDecay(double initialLearningRate) : LearningRateSchedule
{
    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; } = ScheduleNumber.NonNegative(initialLearningRate, nameof(initialLearningRate));

    /// <summary>Steps of the decay, without the warm-up; above 0. Null, as <see cref="DecayEpochs"/>: all steps of the run that the warm-up leaves.</summary>
    public long? DecaySteps { get; init => field = value is { } steps ? (long)ScheduleNumber.Positive(steps) : null; }

    /// <summary>The steps of the decay in epochs, above 0. Not together with <see cref="DecaySteps"/>.</summary>
    public double? DecayEpochs { get; init => field = value is { } epochs ? ScheduleNumber.Positive(epochs) : null; }

    /// <summary>The last rate as a part of the highest one. At least 0.</summary>
    public double Alpha { get; init => field = ScheduleNumber.NonNegative(value); }

    /// <summary>The rate that the warm-up ends with. At least 0. Null: no warm-up.</summary>
    public double? WarmupTarget { get; init => field = value is { } target ? ScheduleNumber.NonNegative(target) : null; }

    /// <summary>Steps of the warm-up. At least 0.</summary>
    public long? WarmupSteps { get; init => field = value is { } steps ? (long)ScheduleNumber.NonNegative(steps) : null; }

    /// <summary>The steps of the warm-up in epochs. At least 0. Not together with <see cref="WarmupSteps"/>.</summary>
    public double? WarmupEpochs { get; init => field = value is { } epochs ? ScheduleNumber.NonNegative(epochs) : null; }

    /// <inheritdoc/>
    public override double RateOf(long step, TrainingRun run)
    {
        var warmup = Warmup(run);
        if (step < warmup)
            return InitialLearningRate + (WarmupTarget!.Value - InitialLearningRate) * (step / warmup);

        var done = Math.Min((step - warmup) / Decay(run, warmup), 1);
        return (WarmupTarget ?? InitialLearningRate) * ((1 - Alpha) * 0.5 * (1 + Math.Cos(Math.PI * done)) + Alpha);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"CosineDecay initial_learning_rate {InitialLearningRate} decay_steps {DecaySteps} decay_epochs {DecayEpochs} alpha {Alpha} warmup_target {WarmupTarget} warmup_steps {WarmupSteps} warmup_epochs {WarmupEpochs}");

    internal override string Settle(TrainingRun run)
    {
        if (WarmupTarget is null && (WarmupSteps ?? WarmupEpochs) > 0)
            throw new ArgumentException("The CosineDecay has a warm-up without WarmupTarget; give the rate that it ends with.");
        var warmup = Warmup(run);
        var decay = Decay(run, warmup);
        return decay > 0
            ? FormattableString.Invariant($"{this} total_steps {warmup + decay}")
            : throw new ArgumentException(FormattableString.Invariant(
                $"The CosineDecay warms up for {warmup} steps, but the run has {run.Steps}; make the warm-up shorter, train for more epochs, or give DecaySteps."));
    }

    private double Warmup(TrainingRun run) => WarmupTarget is null ? 0 : ScheduleNumber.Steps(WarmupSteps, WarmupEpochs, "Warmup", run) ?? 0;

    private double Decay(TrainingRun run, double warmup) => ScheduleNumber.Steps(DecaySteps, DecayEpochs, "Decay", run) ?? run.Steps - warmup;
}
