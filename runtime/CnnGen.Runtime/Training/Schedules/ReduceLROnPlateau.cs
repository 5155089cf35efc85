namespace CnnGen;

/// <summary>
/// Keras's ReduceLROnPlateau: the rate is multiplied with a factor when a value of the history has not got better for some epochs. It follows from the
/// history alone, so a run that is resumed goes on with the same rates.
/// </summary>
/// <param name="initialLearningRate">The first rate, at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
public sealed class ReduceLROnPlateau(double initialLearningRate) : LearningRateSchedule
{
    /// <summary>The rate of the first epoch.</summary>
    public double InitialLearningRate { get; } = ScheduleNumber.NonNegative(initialLearningRate, nameof(initialLearningRate));

    /// <summary>The value, by its name in the history.</summary>
    public string Monitor
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = "val_loss";

    /// <summary>What the rate is multiplied with. Above 0 and below 1.</summary>
    public double Factor
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Factor), value, "Expected a number above 0 and below 1.");
    } = 0.1;

    /// <summary>Epochs without improvement after which the rate falls. At least 0; 0 and 1 are the same.</summary>
    public int Patience { get; init => field = (int)ScheduleNumber.NonNegative(value); } = 10;

    /// <summary>What a change must exceed to count as improvement. At least 0.</summary>
    public double MinDelta { get; init => field = ScheduleNumber.NonNegative(value); } = 1e-4;

    /// <summary>Epochs after a reduction in which nothing is counted. At least 0.</summary>
    public int Cooldown { get; init => field = (int)ScheduleNumber.NonNegative(value); }

    /// <summary>The rate never falls below it. At least 0.</summary>
    public double MinLearningRate { get; init => field = ScheduleNumber.NonNegative(value); }

    /// <summary>Whether less or more is better.</summary>
    public MonitorMode Mode { get; init; }

    /// <inheritdoc/>
    public override double RateOf(long step, TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return AfterEpochs(run.History.Epochs == 0 ? [] : run.History[Monitor]);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"ReduceLROnPlateau initial_learning_rate {InitialLearningRate} monitor {Monitor} factor {Factor} patience {Patience} min_delta {MinDelta} cooldown {Cooldown} min_lr {MinLearningRate} mode {Mode}");

    internal override string? MonitoredValue => Monitor;

    internal override bool IsPerEpoch => true;

    private double AfterEpochs(IReadOnlyList<double> values)
    {
        var best = new BestValue(Monitor, Mode, MinDelta);
        var (rate, wait, cooldown) = (InitialLearningRate, 0, 0);
        for (var epoch = 0; epoch < values.Count; epoch++)
        {
            if (cooldown > 0)
            {
                cooldown--;
                wait = 0;
            }

            if (best.Observe(values[epoch]))
            {
                wait = 0;
            }
            else if (cooldown == 0 && ++wait >= Patience && rate > MinLearningRate)
            {
                rate = Math.Max(rate * Factor, MinLearningRate);
                cooldown = Cooldown;
                wait = 0;
            }
        }

        return rate;
    }
}
