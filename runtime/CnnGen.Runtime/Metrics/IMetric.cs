namespace CnnGen;

/// <summary>A number that says how good a head's outputs are: the mean over samples, added up in double precision.</summary>
internal interface IMetric
{
    /// <summary>The name in models.json and in the history.</summary>
    string Name { get; }

    /// <summary>Adds one sample.</summary>
    void Add(ReadOnlySpan<float> output, ReadOnlySpan<float> target);

    /// <summary>The mean of the samples added since <see cref="Reset"/>; 0 where there were none.</summary>
    double Value { get; }

    /// <summary>Forgets the samples.</summary>
    void Reset();
}
