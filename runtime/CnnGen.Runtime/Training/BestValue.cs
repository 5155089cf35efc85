namespace CnnGen;

/// <summary>Remembers the best of the values that it sees.</summary>
internal sealed class BestValue(string monitor, MonitorMode mode, double minDelta)
{
    private static readonly string[] s_moreIsBetter = ["accuracy", "iou", "precision", "recall", "f1_score", "auc"];

    private readonly bool _more = mode == MonitorMode.Max || (mode == MonitorMode.Auto && MoreIsBetter(monitor));

    /// <summary>The value's name in the history.</summary>
    public string Monitor { get; } = monitor;

    /// <summary>The best so far; NaN before the first one.</summary>
    public double Value { get; set; } = double.NaN;

    /// <summary>Looks at an epoch, and says whether its value is the best so far, by more than the smallest change that counts. A NaN never is.</summary>
    public bool Observe(EvaluationResult epoch) => Observe(epoch[Monitor]);

    /// <inheritdoc cref="Observe(EvaluationResult)"/>
    public bool Observe(double value)
    {
        var improves = double.IsNaN(Value)
            ? !double.IsNaN(value)
            : _more ? value > Value + minDelta : value < Value - minDelta;
        if (improves)
            Value = value;
        return improves;
    }

    private static bool MoreIsBetter(string name) => Array.Exists(s_moreIsBetter, end => name.EndsWith(end, StringComparison.Ordinal));
}
