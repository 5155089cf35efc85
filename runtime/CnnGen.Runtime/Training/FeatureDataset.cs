namespace CnnGen;

/// <summary>The features of a dataset's samples, in each of their forms, with targets and weights; an epoch reads the forms that it would draw of the images.</summary>
internal sealed unsafe class FeatureDataset : IDataset
{
    private const int BatchSize = 64;

    private readonly CheckedDataset _data;
    private readonly int _forms;
    private readonly AlignedBuffer _features;
    private readonly float[] _targets;
    private readonly float[] _weights;
    private readonly float[] _image;
    private readonly float[] _target;
    private readonly (float[] Scale, float[] Offset) _scaling;

    /// <param name="forms">Forms of each sample.</param>
    public FeatureDataset(CheckedDataset data, int forms, NetworkDescription network)
    {
        (_data, _forms, InputLength) = (data, forms, network.FeatureLength);
        _features = new AlignedBuffer((long)data.Count * forms * InputLength);
        _targets = new float[(long)data.Count * forms * TargetLength];
        _weights = new float[(long)data.Count * forms];
        _image = new float[data.InputLength];
        _target = new float[TargetLength];
        _scaling = (network.InputScale, network.InputOffset);
    }

    public int Count => _data.Count;

    public int InputLength { get; }

    public int TargetLength => _data.TargetLength;

    /// <summary>How the images were read.</summary>
    public Reading Reading { get; private set; }

    /// <summary>Takes all samples through the frozen layers; false where reading them shows that they have no end of forms.</summary>
    /// <exception cref="DatasetException">A sample can't be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Compute(Executor executor, Reading reading, CancellationToken cancellationToken)
    {
        Reading = reading;
        using var buffer = new BatchBuffer(_data, BatchSize);
        var scaling = new PixelScaling(_scaling.Scale, _scaling.Offset);
        var rows = Count * _forms;
        for (var start = 0; start < rows; start += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            buffer.Clear();
            var count = Math.Min(BatchSize, rows - start);
            for (var row = start; row < start + count; row++)
            {
                var probe = new FormProbe { Form = row % _forms };
                buffer.Add(row / _forms, scaling, reading with { Probe = probe });
                if (probe.IsEndless || probe.Count != _forms)
                    return false;
            }

            var batch = buffer.Batch;
            executor.Features(batch.Input, _features.Pointer + (long)start * InputLength, count);
            new ReadOnlySpan<float>(batch.Target, count * TargetLength).CopyTo(_targets.AsSpan(start * TargetLength));
            if (batch.Weights == null)
                _weights.AsSpan(start, count).Fill(1);
            else
                new ReadOnlySpan<float>(batch.Weights, count).CopyTo(_weights.AsSpan(start));
        }

        return true;
    }

    public void Read(int index, SampleWriter sample)
    {
        var form = 0;
        if (_forms > 1)
        {
            var probe = new FormProbe { Draws = true };
            _data.Source.Read(index, sample.Probing(_image, _target, probe));
            form = probe.Form;
        }

        var row = index * _forms + form;
        _features.Span.Slice(row * InputLength, InputLength).CopyTo(sample.Input);
        _targets.AsSpan(row * TargetLength, TargetLength).CopyTo(sample.Target);
        sample.Weight = _weights[row];
    }
}
