namespace CnnGen;

/// <summary>What a network needs beyond predicting once it is trained: gradients, derived weights and the jobs of a step.</summary>
internal sealed unsafe class CpuTraining : IDisposable
{
    private readonly NetworkDescription _description;
    private readonly WorkerTeam _team;
    private readonly LossSums _losses;
    private readonly ChunkGradients _gradients;
    private readonly AlignedBuffer _derived;
    private readonly CpuDeriveJob _derive;
    private readonly CpuTrainJob _train;
    private readonly CpuUpdateJob _update;

    public CpuTraining(Network network, CpuDevice device, WorkerTeam team, CpuArenas arenas, LossSums losses)
    {
        _description = network.Description;
        _team = team;
        _losses = losses;
        _gradients = new ChunkGradients(_description.GradientChunks, WeightStore.RoundUp(_description.WeightsLength));
        _derived = new AlignedBuffer(_description.DerivedLength);
        _derive = new CpuDeriveJob(network, _derived);
        _train = new CpuTrainJob(network, arenas, device.VectorBits, losses, _gradients) { Derived = _derived.Pointer };
        _update = new CpuUpdateJob(network, _gradients);
        arenas.Ensure(device.Threads, _description.TrainArenaLength);
    }

    /// <inheritdoc cref="Executor.TrainStep"/>
    public void Step(in TrainingBatch batch, ulong seed, uint step, Span<double> losses)
    {
        _team.Run(_derive, _description.DerivedTasks);

        _train.Batch = batch;
        _train.Seed = seed;
        _train.Step = step;
        _train.ChunkSize = (batch.Count + _description.GradientChunks - 1) / _description.GradientChunks;
        var chunks = (batch.Count + _train.ChunkSize - 1) / _train.ChunkSize;
        _losses.Reset(chunks);
        _team.Run(_train, chunks);
        _losses.Total(chunks, losses);
        _update.Chunks = chunks;
    }

    /// <inheritdoc cref="Executor.ApplyGradients"/>
    public void ApplyGradients(OptimizerState optimizer)
    {
        _update.Optimizer = optimizer;
        _team.Run(_update, _update.Tasks);
    }

    public void Dispose()
    {
        _gradients.Dispose();
        _derived.Dispose();
    }
}
