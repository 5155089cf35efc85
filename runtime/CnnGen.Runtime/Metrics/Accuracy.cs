namespace CnnGen;

/// <summary>
/// "accuracy": the share of samples whose most probable class is the target's, 0 to 1. Targets are class indices, or a probability a class.
/// A single unit is a class of 0 or 1 with the threshold 0.5.
/// </summary>
internal sealed class Accuracy(HeadDescription head) : MeanMetric
{
    public override string Name => "accuracy";

    /// <summary>The class that one sigmoid unit means: 1 above 0.5.</summary>
    public static int ClassOfUnit(float probability) => probability > 0.5f ? 1 : 0;

    /// <summary>The place of the largest value; the first one of equals.</summary>
    public static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
                largest = i;
        }

        return largest;
    }

    protected override double Measure(ReadOnlySpan<float> output, ReadOnlySpan<float> target) =>
        TargetClass.Predicted(output, head.Targets) == TargetClass.Of(target, head.Targets) ? 1 : 0;
}
