namespace CnnGen;

/// <summary>Evaluates a network on a dataset, as often as it is asked to.</summary>
internal sealed unsafe class Evaluator : IDisposable
{
    private readonly WeightStore _store;
    private readonly Executor _executor;
    private readonly Workspace _workspace;
    private readonly BatchLoader _loader;
    private readonly SampleWeights _weights;
    private readonly double[] _losses;

    public Evaluator(WeightStore store, Executor executor, Workspace workspace, IDataset data, int batchSize, string role, bool matrices = false)
    {
        var description = store.Description;
        _store = store;
        _executor = executor;
        _workspace = workspace;
        _losses = new double[description.Heads.Length];
        _weights = new SampleWeights(description, null);
        Meter = new EpochMeter(description, matrices);
        _loader = new BatchLoader(
            new CheckedDataset(data, description, role), batchSize, shuffle: false, seed: 0, description.InputScale, description.InputOffset,
            description.InputShape, training: false, description.BoxTargets());
    }

    /// <summary>The values of the last run.</summary>
    public EpochMeter Meter { get; }

    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        Meter.Reset();
        var penalty = Regularization.Penalty(_store);
        _loader.StartEpoch(0);
        while (_loader.TryNext(cancellationToken, out var samples))
        {
            _workspace.OutputSpan(samples.Count);
            var batch = new TrainingBatch { Input = samples.Input, Target = samples.Target, Weights = _weights.Of(samples), Output = _workspace.Output, Count = samples.Count };
            _executor.Evaluate(batch, _losses);
            Meter.Add(batch, _losses, penalty);
        }
    }

    public void Dispose() => _loader.Dispose();
}
