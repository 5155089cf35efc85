namespace CnnGen;

/// <summary>A batch in memory that generated code may read: aligned, with slack behind the end.</summary>
internal unsafe struct TrainingBatch
{
    /// <summary>The images: <see cref="Count"/> x input length.</summary>
    public float* Input;

    /// <summary>The targets: <see cref="Count"/> x target length.</summary>
    public float* Target;

    /// <summary>Where the outputs go: <see cref="Count"/> x output length.</summary>
    public float* Output;

    /// <summary>Images.</summary>
    public int Count;
}
