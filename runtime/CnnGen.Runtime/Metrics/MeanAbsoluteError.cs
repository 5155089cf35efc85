namespace CnnGen;

/// <summary>"mae": the mean of the absolute differences between output and target.</summary>
internal sealed class MeanAbsoluteError : MeanMetric
{
    public override string Name => "mae";

    protected override double Measure(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        var sum = 0.0;
        for (var i = 0; i < output.Length; i++)
            sum += Math.Abs((double)output[i] - target[i]);
        return sum / output.Length;
    }
}
