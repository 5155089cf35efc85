namespace CnnGen;

/// <summary>
/// Keras's ExponentialDecay: rate(t) = initial * decay rate ^ (t / decay steps). As a staircase the exponent is rounded down: the rate falls in steps
/// ("step decay").
/// </summary>
/// <param name="initialLearningRate">The first rate, at least 0.</param>
/// <param name="decayRate">What the rate is multiplied with in each stretch of decay steps. Above 0.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
public sealed class ExponentialDecay(double initialLearningRate, double decayRate) : LearningRateSchedule
{
    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; } = ScheduleNumber.NonNegative(initialLearningRate, nameof(initialLearningRate));

    /// <summary>The factor of each stretch.</summary>
    public double DecayRate { get; } = ScheduleNumber.Positive(decayRate, nameof(decayRate));

    /// <summary>Steps of a stretch, above 0. Null, as <see cref="DecayEpochs"/>: those of one epoch.</summary>
    public long? DecaySteps { get; init => field = value is { } steps ? (long)ScheduleNumber.Positive(steps) : null; }

    /// <summary>The steps of a stretch in epochs, above 0. Not together with <see cref="DecaySteps"/>.</summary>
    public double? DecayEpochs { get; init => field = value is { } epochs ? ScheduleNumber.Positive(epochs) : null; }

    /// <summary>Whether the rate falls at the ends of stretches only.</summary>
    public bool Staircase { get; init; }

    /// <inheritdoc/>
    public override double RateOf(long step, TrainingRun run)
    {
        var stretches = step / (ScheduleNumber.Steps(DecaySteps, DecayEpochs, "Decay", run) ?? run.StepsPerEpoch);
        return InitialLearningRate * Math.Pow(DecayRate, Staircase ? Math.Floor(stretches) : stretches);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"ExponentialDecay initial_learning_rate {InitialLearningRate} decay_rate {DecayRate} decay_steps {DecaySteps} decay_epochs {DecayEpochs} staircase {Staircase}");

    internal override string Settle(TrainingRun run)
    {
        ScheduleNumber.Steps(DecaySteps, DecayEpochs, "Decay", run);
        return ToString();
    }
}
