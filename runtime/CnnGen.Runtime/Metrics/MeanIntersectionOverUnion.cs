namespace CnnGen;

/// <summary>
/// "iou": the area that the predicted and the true box share over the area that at least one covers, 0 to 1.
/// Edges that are the wrong way round are put in order first, so that a mirrored box still counts as the area it spans.
/// </summary>
internal sealed class MeanIntersectionOverUnion : MeanMetric
{
    public override string Name => "iou";

    /// <summary>The overlap of a head's output with its target.</summary>
    public static float Of(ReadOnlySpan<float> output, ReadOnlySpan<float> target) =>
        BoundingBox.From(output).Ordered().IntersectionOverUnion(BoundingBox.From(target).Ordered());

    protected override double Measure(ReadOnlySpan<float> output, ReadOnlySpan<float> target) => Of(output, target);
}
