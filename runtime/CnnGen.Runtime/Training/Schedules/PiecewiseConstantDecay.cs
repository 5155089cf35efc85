namespace CnnGen;

/// <summary>
/// Keras's PiecewiseConstantDecay: a rate for each stretch of the run. With boundaries in steps, steps up to and including the first boundary, counted
/// from 0, have the first value, and so on, as in Keras. With boundaries in epochs, the first value holds until so many epochs are done.
/// </summary>
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    /// <param name="values">The rates, each at least 0: one more than there are boundaries.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is outside its range.</exception>
    public PiecewiseConstantDecay(params IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = [.. values.Select(value => ScheduleNumber.NonNegative(value, nameof(values)))];
    }

    /// <summary>The rates.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The last step of each stretch but the last one, growing. Not together with <see cref="BoundaryEpochs"/>.</summary>
    public IReadOnlyList<long> Boundaries { get; init => field = [.. value]; } = [];

    /// <summary>Epochs that are done when the next stretch begins, growing. Not together with <see cref="Boundaries"/>.</summary>
    public IReadOnlyList<double> BoundaryEpochs { get; init => field = [.. value]; } = [];

    /// <inheritdoc/>
    public override double RateOf(long step, TrainingRun run)
    {
        var stretch = 0;
        while (stretch < Values.Count - 1 && step >= Start(stretch, run))
            stretch++;
        return Values[stretch];
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"PiecewiseConstantDecay values {Text(Values)} boundaries {Text(Boundaries)} boundary_epochs {Text(BoundaryEpochs)}");

    internal override string Settle(TrainingRun run)
    {
        if (Boundaries.Count > 0 && BoundaryEpochs.Count > 0)
            throw new ArgumentException("The PiecewiseConstantDecay has both Boundaries and BoundaryEpochs; give one of them.");
        var boundaries = Boundaries.Count + BoundaryEpochs.Count;
        if (Values.Count != boundaries + 1)
            throw new ArgumentException($"The PiecewiseConstantDecay has {Values.Count} values for {boundaries} boundaries; expected {boundaries + 1}.");
        for (var i = 0; i < boundaries; i++)
        {
            if (!(Start(i, run) > (i == 0 ? 0 : Start(i - 1, run))))
                throw new ArgumentException("The boundaries of the PiecewiseConstantDecay do not grow; expected each above the one before it.");
        }

        return ToString();
    }

    /// <summary>The first step of the stretch after a boundary.</summary>
    private double Start(int boundary, TrainingRun run) =>
        BoundaryEpochs.Count > 0 ? BoundaryEpochs[boundary] * run.StepsPerEpoch : Boundaries[boundary] + 1;

    private static string Text<T>(IReadOnlyList<T> values)
        where T : IFormattable => string.Join("/", values.Select(value => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture)));
}
