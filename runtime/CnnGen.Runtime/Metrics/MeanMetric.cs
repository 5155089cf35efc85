namespace CnnGen;

/// <summary>A metric that is the mean of a number of each sample.</summary>
internal abstract class MeanMetric : IMetric
{
    private double _sum;
    private long _count;

    public abstract string Name { get; }

    public double Value => _count == 0 ? 0 : _sum / _count;

    public void Add(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        _sum += Measure(output, target);
        _count++;
    }

    public void Reset()
    {
        _sum = 0;
        _count = 0;
    }

    /// <summary>The sample's number.</summary>
    protected abstract double Measure(ReadOnlySpan<float> output, ReadOnlySpan<float> target);
}
