namespace CnnGen;

/// <summary>Samples in memory that is 64-byte aligned with 64 readable bytes behind each buffer. Valid until the loader is asked for the next.</summary>
internal readonly unsafe struct Batch(float* input, float* target, float* weights, int count)
{
    /// <summary>Count x input length.</summary>
    public float* Input { get; } = input;

    /// <summary>Count x target length.</summary>
    public float* Target { get; } = target;

    /// <summary>The weight of each sample; null where all are 1.</summary>
    public float* Weights { get; } = weights;

    /// <summary>Samples; the last batch of an epoch may have fewer than the others.</summary>
    public int Count { get; } = count;
}
