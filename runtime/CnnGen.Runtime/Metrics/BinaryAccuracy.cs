namespace CnnGen;

/// <summary>"binary_accuracy": the share of outputs that are on the target's side: above the threshold where the target is above 1/2.</summary>
internal sealed class BinaryAccuracy(float threshold) : MeanMetric
{
    public override string Name => "binary_accuracy";

    protected override double Measure(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        var right = 0;
        for (var i = 0; i < output.Length; i++)
            right += output[i] > threshold == target[i] > 0.5f ? 1 : 0;
        return (double)right / output.Length;
    }
}
