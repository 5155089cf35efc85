namespace CnnGen;

/// <summary>
/// The batches of a dataset, epoch after epoch. A thread of its own assembles them, at most two ahead of the consumer, in memory that is used
/// again and again. For one consumer thread.
/// </summary>
/// <remarks>
/// A ring of three buffers: one with the consumer, two filled or being filled. Batch n of an epoch lies in buffer n % 3. The consumer starts an epoch
/// by raising the generation; what the assembling thread still works on then belongs to an older one and is not handed out.
/// </remarks>
internal sealed class BatchLoader : IDisposable
{
    private const int Ahead = 2;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly PixelScaling _scaling;
    private readonly BatchBuffer[] _buffers = new BatchBuffer[Ahead + 1];
    private readonly int[] _order;
    private readonly int _batchSize;
    private readonly bool _shuffle;
    private readonly Reading _reading;
    private readonly Thread _thread;

    // Written under the gate. The assembling thread also reads the first two between samples, to stop early.
    private volatile bool _disposed;
    private volatile int _generation;
    private int _epoch;
    private int _next;
    private int _assembled;
    private DatasetException? _failure;

    /// <param name="scale">The network's input scale, one value or one a channel.</param>
    /// <param name="offset">The network's input offset, one value or one a channel.</param>
    /// <param name="shape">The shape of the network's input; what needs none of it reads without.</param>
    /// <param name="training">Whether the samples are trained on.</param>
    /// <param name="boxes">Where the boxes among the targets begin.</param>
    public BatchLoader(
        IDataset dataset, int batchSize, bool shuffle, ulong seed, ReadOnlySpan<float> scale, ReadOnlySpan<float> offset,
        (int Height, int Width, int Channels) shape = default, bool training = true, int[]? boxes = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dataset.Count, nameof(dataset));
        _scaling = new PixelScaling(scale, offset);
        _batchSize = Math.Min(batchSize, dataset.Count);
        _shuffle = shuffle;
        _reading = new Reading(shape, seed, 0, training) { Boxes = boxes ?? [] };
        _order = new int[dataset.Count];
        for (var i = 0; i < _buffers.Length; i++)
            _buffers[i] = new BatchBuffer(dataset, _batchSize);

        BatchesPerEpoch = (int)(((long)dataset.Count + _batchSize - 1) / _batchSize);
        _next = _assembled = BatchesPerEpoch;
        _thread = new Thread(Assemble) { IsBackground = true, Name = "CnnGen batch loader" };
        _thread.Start();
    }

    /// <summary>Batches of an epoch, the last, partial one included.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>Goes to a batch of an epoch. Seed and epoch alone decide the order of the samples.</summary>
    public void StartEpoch(int epoch, int firstBatch = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstBatch, BatchesPerEpoch);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _generation++;
            _epoch = epoch;
            _next = _assembled = firstBatch;
            _failure = null;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The next batch of the epoch; false behind the last. The batch before it becomes invalid.</summary>
    /// <exception cref="DatasetException">The dataset failed to read a sample of this batch.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. The batch is still the next one.</exception>
    public bool TryNext(CancellationToken cancellation, out Batch batch)
    {
        cancellation.ThrowIfCancellationRequested();
        batch = default;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_next == BatchesPerEpoch)
                return false;

            if (_next < _assembled)
            {
                batch = Take();
                return true;
            }
        }

        // Outside the gate, since disposing a registration waits for its callback, and that takes the gate.
        using var wake = cancellation.UnsafeRegister(static loader => ((BatchLoader)loader!).Wake(), this);
        lock (_gate)
        {
            while (_next == _assembled && _failure is null && !_disposed && !cancellation.IsCancellationRequested)
                Monitor.Wait(_gate);

            ObjectDisposedException.ThrowIf(_disposed, this);
            cancellation.ThrowIfCancellationRequested();
            if (_next == _assembled)
                throw _failure!;

            batch = Take();
            return true;
        }
    }

    /// <summary>Stops. Waits a second at most for a dataset that is reading; the memory is freed when it returns.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }

        if (Thread.CurrentThread != _thread)
            _thread.Join(s_patience);
    }

    private Batch Take()
    {
        var batch = _buffers[_next % _buffers.Length].Batch;
        _next++;
        Monitor.PulseAll(_gate);
        return batch;
    }

    private void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    /// <summary>The life of the assembling thread, which owns the buffers: nobody else knows when a dataset has stopped writing into them.</summary>
    private void Assemble()
    {
        var ordered = 0;
        while (WaitForWork(out var generation, out var epoch, out var number))
        {
            if (generation != ordered)
            {
                Order(epoch);
                ordered = generation;
            }

            Publish(generation, Fill(_buffers[number % _buffers.Length], number, generation, _reading with { Epoch = epoch }));
        }

        foreach (var buffer in _buffers)
            buffer.Dispose();
    }

    private bool WaitForWork(out int generation, out int epoch, out int number)
    {
        lock (_gate)
        {
            while (!_disposed && (_assembled == BatchesPerEpoch || _assembled == _next + Ahead || _failure is not null))
                Monitor.Wait(_gate);

            (generation, epoch, number) = (_generation, _epoch, _assembled);
            return !_disposed;
        }
    }

    private void Order(int epoch)
    {
        for (var i = 0; i < _order.Length; i++)
            _order[i] = i;
        if (_shuffle)
            Philox.Shuffle(_order, _reading.Seed, (uint)epoch);
    }

    private DatasetException? Fill(BatchBuffer buffer, int number, int generation, Reading reading)
    {
        buffer.Clear();
        var start = number * _batchSize;
        var indices = _order.AsSpan(start, Math.Min(_batchSize, _order.Length - start));
        try
        {
            for (var i = 0; i < indices.Length && !_disposed && _generation == generation; i++)
                buffer.Add(indices[i], _scaling, reading);
            return null;
        }
        catch (DatasetException exception)
        {
            return exception;
        }
    }

    private void Publish(int generation, DatasetException? failure)
    {
        lock (_gate)
        {
            if (generation != _generation)
                return;

            if (failure is null)
                _assembled++;
            else
                _failure = failure;
            Monitor.PulseAll(_gate);
        }
    }
}
