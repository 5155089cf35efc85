namespace CnnGen;

/// <summary>
/// One cycle with the parameters of PyTorch's OneCycleLR: the rate rises from max / div factor to max and falls to max / (div factor * final div
/// factor). In three phases it falls to where it began, as fast as it rose, before it falls to the end. Momentum stays as it is.
/// From L. Smith, N. Topin, "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates", 2018.
/// </summary>
/// <param name="maxLearningRate">The highest rate, at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
public sealed class OneCycle(double maxLearningRate) : LearningRateSchedule
{
    /// <summary>The highest rate.</summary>
    public double MaxLearningRate { get; } = ScheduleNumber.NonNegative(maxLearningRate, nameof(maxLearningRate));

    /// <summary>Steps of the cycle, above 0; the last rate stays after it. Null, as <see cref="TotalEpochs"/>: those of the run.</summary>
    public long? TotalSteps { get; init => field = value is { } steps ? (long)ScheduleNumber.Positive(steps) : null; }

    /// <summary>The steps of the cycle in epochs, above 0. Not together with <see cref="TotalSteps"/>.</summary>
    public double? TotalEpochs { get; init => field = value is { } epochs ? ScheduleNumber.Positive(epochs) : null; }

    /// <summary>The part of the cycle in which the rate rises, above 0 and at most 1; in three phases at most one half.</summary>
    public double PctStart { get; init => field = ScheduleNumber.UpToOne(value); } = 0.3;

    /// <summary>How the rate rises and falls.</summary>
    public AnnealStrategy AnnealStrategy { get; init; }

    /// <summary>The highest rate over the first one. Above 0.</summary>
    public double DivFactor { get; init => field = ScheduleNumber.Positive(value); } = 25;

    /// <summary>The first rate over the last one. Above 0.</summary>
    public double FinalDivFactor { get; init => field = ScheduleNumber.Positive(value); } = 1e4;

    /// <summary>Whether there is a phase of its own from the first rate to the last one.</summary>
    public bool ThreePhase { get; init; }

    /// <inheritdoc/>
    public override double RateOf(long step, TrainingRun run)
    {
        var total = Total(run);
        var first = MaxLearningRate / DivFactor;
        var last = first / FinalDivFactor;
        var rises = PctStart * total - 1;
        var end = total - 1;
        var at = Math.Min(step, end);
        if (at <= rises)
            return Between(first, MaxLearningRate, 0, rises, at);
        if (!ThreePhase)
            return Between(MaxLearningRate, last, rises, end, at);
        var falls = 2 * PctStart * total - 2;
        return at <= falls ? Between(MaxLearningRate, first, rises, falls, at) : Between(first, last, falls, end, at);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"OneCycle max_lr {MaxLearningRate} total_steps {TotalSteps} total_epochs {TotalEpochs} pct_start {PctStart} anneal_strategy {AnnealStrategy} div_factor {DivFactor} final_div_factor {FinalDivFactor} three_phase {ThreePhase}");

    internal override string Settle(TrainingRun run)
    {
        if (ThreePhase && PctStart > 0.5)
            throw new ArgumentException(FormattableString.Invariant($"The OneCycle has three phases and a PctStart of {PctStart}; expected at most 0.5, since the rate falls as long as it rises."));
        return FormattableString.Invariant($"{this} steps {Total(run)}");
    }

    private double Total(TrainingRun run) => ScheduleNumber.Steps(TotalSteps, TotalEpochs, "Total", run) ?? run.Steps;

    // A phase of no length is over as soon as it begins.
    private double Between(double from, double to, double start, double end, double at)
    {
        var done = end > start ? (at - start) / (end - start) : 1;
        return AnnealStrategy == AnnealStrategy.Linear ? from + (to - from) * done : to + (from - to) / 2 * (1 + Math.Cos(Math.PI * done));
    }
}
