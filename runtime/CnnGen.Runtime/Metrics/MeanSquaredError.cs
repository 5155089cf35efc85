namespace CnnGen;

/// <summary>"mse": the mean of the squared differences between output and target.</summary>
internal sealed class MeanSquaredError : MeanMetric
{
    public override string Name => "mse";

    protected override double Measure(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        var sum = 0.0;
        for (var i = 0; i < output.Length; i++)
        {
            var difference = (double)output[i] - target[i];
            sum += difference * difference;
        }

        return sum / output.Length;
    }
}
