namespace CnnGen;

/// <summary>Samples by index: an input and what a network should make of it. Implement it for data of your own.</summary>
/// <remarks>
/// <see cref="Read"/> is called from one thread at a time, which is not the thread that called <c>Fit</c>: batches are assembled while the
/// network trains on earlier ones. The lengths and the count must not change while they are in use.
/// </remarks>
public interface IDataset
{
    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>Floats of one input: height x width x channels.</summary>
    int InputLength { get; }

    /// <summary>Floats of one target, all heads one after another: 1 for a class index, 4 for a bounding box.</summary>
    int TargetLength { get; }

    /// <summary>Writes sample <paramref name="index"/>, 0 to <see cref="Count"/> - 1. What it leaves unwritten is zero.</summary>
    void Read(int index, SampleWriter sample);
}
