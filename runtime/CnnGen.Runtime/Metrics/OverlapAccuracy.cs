namespace CnnGen;

/// <summary>"iou_accuracy": the share of samples whose box has at least so much overlap with the target's. In the history "iou_0.5_accuracy".</summary>
internal sealed class OverlapAccuracy(float threshold) : MeanMetric
{
    public override string Name { get; } = FormattableString.Invariant($"iou_{threshold}_accuracy");

    protected override double Measure(ReadOnlySpan<float> output, ReadOnlySpan<float> target) =>
        MeanIntersectionOverUnion.Of(output, target) >= threshold ? 1 : 0;
}
