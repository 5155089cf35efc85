namespace CnnGen;

/// <summary>Gives the learning rate of each step of a run, from its schedule or from the function that is asked at the start of each epoch.</summary>
internal sealed class LearningRates
{
    private readonly LearningRateSchedule _schedule;
    private readonly Func<int, double, double>? _scheduler;

    public LearningRates(FitOptions options, Optimizer optimizer)
    {
        _schedule = options.LearningRate ?? optimizer.LearningRate;
        _scheduler = options.LearningRateScheduler;
        if (_scheduler is not null && _schedule is not ConstantLearningRate)
        {
            throw new ArgumentException(
                $"FitOptions has a LearningRateScheduler, but the learning rate is a schedule already: {_schedule}. Give one of them; FitOptions.LearningRate = 0.01 would take the other's place.");
        }

        Last = _schedule is ConstantLearningRate constant ? constant.LearningRate : 0;
    }

    /// <summary>The value of the history that the rates depend on; null where they depend on none.</summary>
    public string? Monitor => _schedule.MonitoredValue;

    /// <summary>The rate of the last step.</summary>
    public double Last { get; set; }

    /// <summary>Checks the schedule, and gives the text of it that a checkpoint keeps.</summary>
    public string Settle(TrainingRun run) => _schedule.Settle(run);

    /// <summary>Sets the rate of an epoch's first step.</summary>
    /// <param name="epoch">Its number, from 0.</param>
    /// <param name="step">The first step's number, from 0.</param>
    /// <param name="run">The run with the epochs before.</param>
    public void BeginEpoch(int epoch, long step, TrainingRun run)
    {
        if (_scheduler is not null)
            Last = Checked(_scheduler(epoch, Last), "FitOptions.LearningRateScheduler", "epoch", epoch);
        else
            Last = Checked(_schedule.RateOf(step, run), "The learning-rate schedule", "step", step);
    }

    /// <summary>The rate of a step.</summary>
    public double Of(long step, TrainingRun run) => Last = _schedule.IsPerEpoch
        ? Last
        : Checked(_schedule.RateOf(step, run), "The learning-rate schedule", "step", step);

    private static double Checked(double rate, string source, string unit, long number) => rate >= 0 && double.IsFinite(rate)
        ? rate
        : throw new InvalidOperationException(FormattableString.Invariant(
            $"{source} gave {rate} for {unit} {number}; expected a finite number of at least 0."));
}
