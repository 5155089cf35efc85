namespace CnnGen;

/// <summary>Evaluates a network on a dataset, as often as it is asked to.</summary>
internal sealed unsafe class Evaluator : IDisposable
{
    private readonly WeightStore _store;
    private readonly Executor _executor;
    private readonly Workspace _workspace;
    private readonly TrainingScope _scope;
    private readonly CheckedDataset _data;
    private readonly BatchLoader _loader;
    private readonly int _batchSize;
    private BatchLoader? _features;
    private readonly SampleWeights _weights;
    private readonly double[] _losses;

    public Evaluator(
        WeightStore store, TrainingScope scope, Executor executor, Workspace workspace, IDataset data, int batchSize, string role, bool matrices = false)
    {
        var description = store.Description;
        (_store, _scope) = (store, scope);
        _executor = executor;
        _workspace = workspace;
        _losses = new double[description.Heads.Length];
        _weights = new SampleWeights(description, null);
        Meter = new EpochMeter(description, matrices);
        _batchSize = batchSize;
        _data = new CheckedDataset(data, description, role);
        _loader = new BatchLoader(
            _data, batchSize, shuffle: false, seed: 0, description.InputScale, description.InputOffset,
            description.InputShape, training: false, description.BoxTargets());
    }

    /// <summary>The values of the last run.</summary>
    public EpochMeter Meter { get; }

    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        Meter.Reset();
        var penalty = _executor.Penalty(_store, _scope);
        var loader = _features ?? _loader;
        loader.StartEpoch(0);
        while (loader.TryNext(cancellationToken, out var samples))
        {
            _workspace.OutputSpan(samples.Count);
            var batch = new TrainingBatch { Input = samples.Input, FromFeatures = _features is not null, Target = samples.Target, Weights = _weights.Of(samples), Output = _workspace.Output, Count = samples.Count };
            _executor.Evaluate(batch, _losses);
            Meter.Add(batch, _losses, penalty);
        }
    }

    /// <summary>Goes over features that were computed once, where the data allows it and the cache has room.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Keep(FeatureCache cache, CancellationToken cancellationToken)
    {
        if (cache.Add(_data, new Reading(_store.Description.InputShape, 0, 0, IsTraining: false) { Boxes = _store.Description.BoxTargets() }, cancellationToken) is { } features)
            _features = new BatchLoader(features, _batchSize, shuffle: false, seed: 0, [1], [0], _store.Description.InputShape, training: false);
    }

    public void Dispose()
    {
        _loader.Dispose();
        _features?.Dispose();
    }
}
