namespace CnnGen;

/// <summary>A dataset failed to read a sample; the inner exception says why.</summary>
public sealed class DatasetException(int index, Exception inner)
    : Exception($"The dataset failed to read sample {index}: {inner.Message}", inner)
{
    /// <summary>The index of the sample.</summary>
    public int Index { get; } = index;
}
