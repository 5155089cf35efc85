namespace CnnGen;

/// <summary>A batch in memory that generated code may read: aligned, with slack behind the end.</summary>
internal unsafe struct TrainingBatch
{
    /// <summary>The images: <see cref="Count"/> x input length.</summary>
    public float* Input;

    /// <summary>Whether <see cref="Input"/> holds what <see cref="Network.FeatureBlock"/> makes of images: <see cref="Count"/> x feature length.</summary>
    public bool FromFeatures;

    /// <summary>The targets: <see cref="Count"/> x target length.</summary>
    public float* Target;

    /// <summary>The weight of each image for each head: <see cref="Count"/> x heads; null where all are 1.</summary>
    public float* Weights;

    /// <summary>Where the outputs go: <see cref="Count"/> x output length.</summary>
    public float* Output;

    /// <summary>Images.</summary>
    public int Count;
}
