namespace CnnGen;

/// <summary>Samples that lie in arrays, one after another. The arrays are used as they are, not copied.</summary>
public sealed class ArrayDataset : IDataset
{
    private readonly float[]? _values;
    private readonly byte[]? _pixels;
    private readonly float[]? _targets;
    private readonly int[]? _labels;

    /// <summary>Inputs as the network takes them, each with the index of its class.</summary>
    /// <param name="inputs">Count x height x width x channels.</param>
    /// <param name="labels">A class index a sample.</param>
    /// <exception cref="ArgumentException">The inputs can't be divided evenly among the samples.</exception>
    public ArrayDataset(float[] inputs, int[] labels)
        : this(inputs.Length, labels.Length, 1) => (_values, _labels) = (inputs, labels);

    /// <summary>Inputs as the network takes them, each with its targets.</summary>
    /// <param name="inputs">Count x height x width x channels.</param>
    /// <param name="targets">Count x target length; in a row the targets of the heads, one head after another.</param>
    /// <param name="targetLength">Floats of a row of the targets.</param>
    /// <exception cref="ArgumentException">Inputs or targets can't be divided evenly among the samples.</exception>
    public ArrayDataset(float[] inputs, float[] targets, int targetLength)
        : this(inputs.Length, Rows(targets.Length, targetLength), targetLength) => (_values, _targets) = (inputs, targets);

    /// <summary>Inputs as bytes, which the network's scale and offset turn into floats, each with the index of its class.</summary>
    /// <inheritdoc cref="ArrayDataset(float[], int[])"/>
    public ArrayDataset(byte[] pixels, int[] labels)
        : this(pixels.Length, labels.Length, 1) => (_pixels, _labels) = (pixels, labels);

    /// <summary>Inputs as bytes, which the network's scale and offset turn into floats, each with its targets.</summary>
    /// <inheritdoc cref="ArrayDataset(float[], float[], int)"/>
    public ArrayDataset(byte[] pixels, float[] targets, int targetLength)
        : this(pixels.Length, Rows(targets.Length, targetLength), targetLength) => (_pixels, _targets) = (pixels, targets);

    private ArrayDataset(int inputs, int count, int targetLength)
    {
        if (count == 0 || inputs == 0 || inputs % count != 0)
        {
            throw new ArgumentException(
                $"Found {inputs} input values for {count} samples; expected the same number of values, at least one, for each sample.");
        }

        (Count, InputLength, TargetLength) = (count, inputs / count, targetLength);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int InputLength { get; }

    /// <inheritdoc/>
    public int TargetLength { get; }

    /// <inheritdoc/>
    public void Read(int index, SampleWriter sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (_pixels is not null)
            sample.SetPixels(_pixels.AsSpan(index * InputLength, InputLength));
        else
            _values.AsSpan(index * InputLength, InputLength).CopyTo(sample.Input);

        if (_labels is not null)
            sample.Target[0] = _labels[index];
        else
            _targets.AsSpan(index * TargetLength, TargetLength).CopyTo(sample.Target);
    }

    private static int Rows(int targets, int targetLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetLength);
        return targets % targetLength == 0
            ? targets / targetLength
            : throw new ArgumentException($"Found {targets} target values; expected a multiple of the target length, {targetLength}.");
    }
}
