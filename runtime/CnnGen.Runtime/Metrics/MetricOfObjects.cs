namespace CnnGen;

/// <summary>A metric of the samples that have an object: those whose target is a box.</summary>
internal sealed class MetricOfObjects(IMetric metric) : IMetric
{
    public string Name => metric.Name;

    public double Value => metric.Value;

    public void Add(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        if (BoundingBox.From(target).HasArea)
            metric.Add(output, target);
    }

    public void Reset() => metric.Reset();
}
