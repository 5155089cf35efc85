using System.Globalization;

namespace CnnGen;

/// <summary>What a network needs beyond predicting once it is trained: gradients, derived weights and the jobs of a step.</summary>
internal sealed unsafe class CpuTraining : IDisposable
{
    private readonly NetworkDescription _description;
    private readonly WeightStore _store;
    private readonly WorkerTeam _team;
    private readonly LossSums _losses;
    private readonly int _mostChunks;
    private readonly CpuArenas? _blockArenas;
    private readonly ChunkGradients _gradients;
    private readonly BatchStatistics _statistics;
    private readonly AlignedBuffer _derived;
    private readonly CpuDeriveJob _derive;
    private readonly CpuTrainJob _train;
    private readonly WeightRange[] _ranges;
    private readonly GradientNorms _norms;
    private readonly CpuSumJob _sum;
    private readonly CpuUpdateJob _update;
    private int _arenas;

    /// <param name="workerArenas">The arenas that predicting has too: a worker's own, for networks whose step is one phase.</param>
    /// <param name="chunks">Parts that a batch is cut into.</param>
    public CpuTraining(Network network, CpuDevice device, WorkerTeam team, CpuArenas workerArenas, LossSums losses, int chunks)
    {
        _description = network.Description;
        _store = network.Store;
        _team = team;
        _losses = losses;
        _mostChunks = chunks;
        _gradients = new ChunkGradients(chunks, WeightStore.RoundUp(_description.WeightsLength + _description.SumsLength));
        _statistics = new BatchStatistics(_gradients);
        _derived = new AlignedBuffer(_description.DerivedLength);
        _derive = new CpuDeriveJob(network, _derived);
        _ranges = WeightRange.Of(_description);
        _norms = new GradientNorms(_description, _ranges);
        _sum = new CpuSumJob(network, _gradients, _ranges, _norms);
        _update = new CpuUpdateJob(network, _gradients, _ranges, _norms);
        if (_description.PhaseEnds.Length > 0)
            _blockArenas = new CpuArenas();
        else
            workerArenas.Ensure(device.Threads, _description.TrainArenaLength);
        _train = new CpuTrainJob(network, _blockArenas ?? workerArenas, device.VectorBits, losses, _gradients) { Derived = _derived.Pointer };
    }

    /// <summary>The arenas of the blocks of a batch, in a network whose step has several phases.</summary>
    internal CpuArenas? BlockArenas => _blockArenas;

    /// <inheritdoc cref="Executor.TrainStep"/>
    /// <exception cref="InvalidOperationException">The batch needs more memory than there is.</exception>
    public void Step(in TrainingBatch batch, ulong seed, uint step, Span<double> losses)
    {
        _train.Batch = batch;
        _train.Seed = seed;
        _train.Step = step;
        _train.ChunkSize = (batch.Count + _mostChunks - 1) / _mostChunks;
        var chunks = (batch.Count + _train.ChunkSize - 1) / _train.ChunkSize;
        EnsureBlockArenas(chunks, batch.Count);
        _losses.Reset(chunks);

        _team.Run(_derive, _description.DerivedTasks);
        var ends = _description.PhaseEnds;
        for (var phase = 0; phase <= ends.Length; phase++)
        {
            _train.Phase = phase;
            _team.Run(_train, chunks);
            if (phase < ends.Length)
                _statistics.Gather(ends[phase], chunks, _train.ChunkSize, batch.Count);
        }

        _losses.Total(chunks, losses);
        _sum.Chunks = chunks;
    }

    /// <inheritdoc cref="Executor.ApplyGradients"/>
    public ParameterDescription? ApplyGradients(OptimizerState optimizer)
    {
        _team.Run(_sum, _ranges.Length);
        if (_norms.Finish(optimizer.Optimizer) is { } spoiled)
            return spoiled;

        _update.Optimizer = optimizer;
        _team.Run(_update, _ranges.Length);
        foreach (var end in _description.PhaseEnds)
            _statistics.UpdateMoving(end, _store.Pointer);
        return null;
    }

    public void Dispose()
    {
        _blockArenas?.Dispose();
        _gradients.Dispose();
        _derived.Dispose();
    }

    private void EnsureBlockArenas(int chunks, int images)
    {
        if (_blockArenas is null || chunks * (long)_train.BlocksPerChunk <= _arenas)
            return;
        var count = chunks * (long)_train.BlocksPerChunk;
        var needed = count * _description.TrainArenaLength * sizeof(float);
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available)
        {
            throw new InvalidOperationException(
                $"A training step of {_description.Name} with {images} images needs {Gigabytes(needed)}: batch normalization keeps what all layers made of the whole batch, " +
                $"{count} blocks of {Gigabytes(_description.TrainArenaLength * (long)sizeof(float))}. There are {Gigabytes(available)}. Use a smaller batch size.");
        }

        _blockArenas.Ensure((int)count, _description.TrainArenaLength);
        _arenas = (int)count;
    }

    private static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.###} GB");
}
