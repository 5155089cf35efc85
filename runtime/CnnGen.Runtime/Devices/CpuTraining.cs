using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CnnGen;

/// <summary>What a network needs beyond predicting once it is trained: gradients, derived weights and the jobs of a step.</summary>
internal sealed unsafe class CpuTraining : IDisposable
{
    private readonly NetworkDescription _description;
    private readonly Network _network;
    private readonly WeightStore _store;
    private readonly WorkerTeam _team;
    private readonly LossSums _losses;
    private readonly int _mostChunks;
    private readonly ChunkGradients _gradients;
    private readonly BatchStatistics _statistics;
    private readonly AlignedBuffer _derived;
    private readonly CpuTrainedForms _forms;
    private readonly CpuTrainJob _train;
    private TrainingScope _scope;
    private WeightRange[] _ranges;
    private GradientNorms _norms;
    private CpuSumJob _sum;
    private CpuUpdateJob _update;
    private int _kept;

    /// <param name="arenas">The arenas of the workers, which predicting has too.</param>
    /// <param name="chunks">Parts that a batch is cut into.</param>
    public CpuTraining(Network network, CpuDevice device, WorkerTeam team, CpuArenas arenas, LossSums losses, int chunks)
    {
        _network = network;
        _description = network.Description;
        _store = network.Store;
        _team = team;
        _losses = losses;
        _mostChunks = chunks;
        _gradients = new ChunkGradients(chunks, WeightStore.RoundUp(_description.WeightsLength + _description.SumsLength));
        _statistics = new BatchStatistics(_gradients);
        _derived = new AlignedBuffer(_description.DerivedLength);
        _forms = new CpuTrainedForms(network, team, _derived);
        arenas.Ensure(device.Threads, _description.TrainArenaLength);
        _train = new CpuTrainJob(network, arenas, KeptArenas, device.VectorBits, losses, _gradients) { Derived = _derived.Pointer };
        Scope = TrainingScope.Of(_description);
    }

    /// <summary>What the steps change.</summary>
    public TrainingScope Scope
    {
        get => _scope;
        [MemberNotNull(nameof(_scope), nameof(_ranges), nameof(_norms), nameof(_sum), nameof(_update))]
        set
        {
            _scope = value;
            _ranges = WeightRange.Of(_description, value);
            _norms = new GradientNorms(_description, _ranges);
            _sum = new CpuSumJob(_network, _gradients, _ranges, _norms);
            _update = new CpuUpdateJob(_network, _gradients, _ranges, _norms);
            _train.Scope = value;
            _forms.Scope = value;
        }
    }

    /// <summary>What each block of a batch keeps from one phase to another.</summary>
    internal CpuArenas KeptArenas { get; } = new();

    /// <inheritdoc cref="Executor.TrainStep"/>
    /// <exception cref="InvalidOperationException">The batch needs more memory than there is.</exception>
    public void Step(in TrainingBatch batch, ulong seed, uint step, Span<double> losses)
    {
        _train.Batch = batch;
        _train.Seed = seed;
        _train.Step = step;
        _train.ChunkSize = (batch.Count + _mostChunks - 1) / _mostChunks;
        var chunks = (batch.Count + _train.ChunkSize - 1) / _train.ChunkSize;
        EnsureKeptArenas(chunks, batch.Count);
        _losses.Reset(chunks);

        _forms.Write();
        var ends = _description.PhaseEnds;
        for (var phase = 0; phase <= ends.Length; phase++)
        {
            _train.Phase = phase;
            _team.Run(_train, chunks);
            if (phase < ends.Length && _scope.Trains(ends[phase]))
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
        {
            if (_scope.Trains(end))
                _statistics.UpdateMoving(end, _store.Pointer);
        }

        return null;
    }

    public void Dispose()
    {
        KeptArenas.Dispose();
        _gradients.Dispose();
        _derived.Dispose();
    }

    private void EnsureKeptArenas(int chunks, int images)
    {
        if (_description.PhaseEnds.Length == 0 || chunks * (long)_train.BlocksPerChunk <= _kept)
            return;
        var count = chunks * (long)_train.BlocksPerChunk;
        var needed = count * _description.KeptArenaLength * sizeof(float);
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available)
        {
            throw new InvalidOperationException(
                $"A training step of {_description.Name} with {images} images needs {Gigabytes(needed)}: batch normalization keeps what layers made of the whole batch, " +
                $"{count} blocks of {Gigabytes(_description.KeptArenaLength * (long)sizeof(float))}. There are {Gigabytes(available)}. Use a smaller batch size.");
        }

        KeptArenas.Ensure((int)count, _description.KeptArenaLength);
        _kept = (int)count;
    }

    private static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.###} GB");
}
