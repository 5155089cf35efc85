namespace CnnGen;

/// <summary>The memory of one batch, used again for later ones.</summary>
internal sealed unsafe class BatchBuffer(IDataset dataset, int batchSize) : IDisposable
{
    private readonly AlignedBuffer _input = new((long)batchSize * dataset.InputLength);
    private readonly AlignedBuffer _target = new((long)batchSize * dataset.TargetLength);
    private readonly AlignedBuffer _weights = new(batchSize);
    private readonly int _inputLength = dataset.InputLength;
    private readonly int _targetLength = dataset.TargetLength;
    private int _count;
    private bool _isWeighted;

    /// <summary>What was added since the memory was cleared.</summary>
    public Batch Batch => new(_input.Pointer, _target.Pointer, _isWeighted ? _weights.Pointer : null, _count);

    public void Clear() => (_count, _isWeighted) = (0, false);

    /// <summary>Reads a sample behind those that are there.</summary>
    /// <exception cref="DatasetException">The dataset failed.</exception>
    public void Add(int index, PixelScaling scaling, Reading reading)
    {
        var input = _input.Span.Slice(_count * _inputLength, _inputLength);
        var target = _target.Span.Slice(_count * _targetLength, _targetLength);
        input.Clear();
        target.Clear();
        var weight = _weights.Span.Slice(_count, 1);
        weight[0] = 1;
        try
        {
            dataset.Read(index, new SampleWriter(input, target, scaling, reading, weight));
        }
        catch (Exception exception)
        {
            throw new DatasetException(index, exception);
        }

        _isWeighted |= weight[0] != 1;
        _count++;
    }

    public void Dispose()
    {
        _input.Dispose();
        _target.Dispose();
        _weights.Dispose();
    }
}
