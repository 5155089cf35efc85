using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>Checks the numbers of schedules.</summary>
internal static class ScheduleNumber
{
    public static double NonNegative(double value, [CallerMemberName] string name = "") => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number of at least 0.");

    public static double Positive(double value, [CallerMemberName] string name = "") => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number above 0.");

    public static double UpToOne(double value, [CallerMemberName] string name = "") => value is > 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a number above 0, at most 1.");

    /// <summary>A length that was given in steps or in epochs, in steps; null where it was given in neither.</summary>
    /// <exception cref="ArgumentException">It was given in both.</exception>
    public static double? Steps(long? steps, double? epochs, string name, TrainingRun run)
    {
        if (steps is not null && epochs is not null)
            throw new ArgumentException($"The learning-rate schedule has both {name}Steps and {name}Epochs; give one of them.");
        return epochs * run.StepsPerEpoch ?? steps;
    }
}
