namespace CnnGen;

/// <summary>"top_k_categorical_accuracy": the share of samples whose class is among the k most probable ones, equals of the last of them included.</summary>
internal sealed class TopKAccuracy(HeadDescription head, int k) : MeanMetric
{
    public override string Name { get; } = FormattableString.Invariant($"top_{k}_accuracy");

    protected override double Measure(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        var right = output[TargetClass.Of(target, head.Targets)];
        if (!float.IsFinite(right))
            return 0;
        var better = 0;
        foreach (var probability in output)
            better += probability > right ? 1 : 0;
        return better < k ? 1 : 0;
    }
}
