namespace CnnGen;

/// <summary>One rate for all steps.</summary>
internal sealed class ConstantLearningRate(double learningRate) : LearningRateSchedule
{
    /// <summary>The rate.</summary>
    public double LearningRate { get; } = ScheduleNumber.NonNegative(learningRate, nameof(learningRate));

    internal override bool IsPerEpoch => true;

    public override double RateOf(long step, TrainingRun run) => LearningRate;

    public override string ToString() => FormattableString.Invariant($"{LearningRate}");
}
