namespace CnnGen;

/// <summary>A number that says how good outputs are: the mean over samples, added up in double precision.</summary>
internal interface IMeasure
{
    /// <summary>The name in models.json and in the history.</summary>
    string Name { get; }

    /// <summary>The mean of the samples added since the last reset; 0 where there were none.</summary>
    double Value { get; }

    /// <summary>Forgets the samples.</summary>
    void Reset();
}

/// <summary>A measure of one head's outputs.</summary>
internal interface IMetric : IMeasure
{
    /// <summary>Adds one sample.</summary>
    void Add(ReadOnlySpan<float> output, ReadOnlySpan<float> target);
}
