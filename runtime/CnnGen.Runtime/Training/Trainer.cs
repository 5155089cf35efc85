using System.Diagnostics;

namespace CnnGen;

/// <summary>One run of <c>Fit</c>: epochs of steps, and what happens after each.</summary>
internal sealed class Trainer : IDisposable
{
    private readonly Network _network;
    private readonly Executor _executor;
    private readonly FitOptions _options;
    private readonly TrainingScope _scope;
    private readonly CheckedDataset _data;
    private readonly BatchLoader _loader;
    private readonly Evaluator? _evaluator;
    private readonly EpochMeter _meter;
    private readonly StepRunner _steps;
    private readonly TrainingState _state;
    private readonly TrainingRun _run;
    private readonly WeightAverage _average;
    private readonly CallbackList _callbacks;
    private readonly FeatureCache _cache;
    private BatchLoader? _features;
    private bool _isPrepared;

    public Trainer(Network network, Executor executor, Workspace workspace, IDataset train, FitOptions options)
    {
        var description = network.Description;
        var validation = options.Validation;
        if (options.ValidationSplit > 0)
            (train, validation) = train.Split(options.ValidationSplit, options.Seed);

        _network = network;
        _executor = executor;
        _options = options;
        _data = new CheckedDataset(train, description, "training");
        _scope = TrainingScope.Of(description, options.TrainableFrom);
        _cache = new FeatureCache(network.Store, _scope, executor, options.FeatureCacheBytes);
        _meter = new EpochMeter(description);
        try
        {
            if (validation is not null)
                _evaluator = new Evaluator(network.Store, _scope, executor, workspace, validation, options.ValidationBatchSize ?? options.BatchSize, "validation");
            CheckMonitor(options.EarlyStopping?.Monitor, "EarlyStopping");
            CheckMonitor(options.Checkpoint is { SaveBestOnly: true } checkpoint ? checkpoint.Monitor : null, "Checkpoint");
            _loader = new BatchLoader(
                _data, options.BatchSize, options.Shuffle, options.Seed, description.InputScale, description.InputOffset, description.InputShape,
                boxes: description.BoxTargets());
            _state = new TrainingState(network.Store, _scope, options, MakeRun(new History()));
            CheckMonitor(_state.Rates.Monitor, "LearningRate");
            _average = new WeightAverage(network.Store, _scope, _state.Optimizer);
            if (options.ValidateWithEma && _state.Optimizer.Average is null)
                throw new ArgumentException("FitOptions.ValidateWithEma needs an optimizer that keeps an average; set its UseEma, or \"use_ema\" in models.json.");
            _callbacks = new CallbackList(network, options);
            _steps = new StepRunner(network.Store, _scope, executor, workspace, _state.Optimizer, _meter, new SampleWeights(description, options.ClassWeights), options.Seed);
            if (options.ResumeFrom is { } path)
                CheckpointFile.Load(path, network.Store, _state);
            _steps.Step = _state.Step;
            _run = MakeRun(_state.History);
            executor.BeginTraining(_scope);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public History Run()
    {
        _callbacks.TrainBegin(_run);
        var (reason, message) = _state.EarlyStopping is { HasEnded: true }
            ? (StopReason.EarlyStopping, $"{_options.EarlyStopping!.Monitor} had not got better for {_state.EarlyStopping.Wait} epochs when the checkpoint was written")
            : (StopReason.Completed, $"all {_options.Epochs} epochs are done");
        while (reason == StopReason.Completed && _state.Epoch < _options.Epochs)
        {
            try
            {
                (reason, message) = RunEpoch();
            }
            catch (OperationCanceledException) when (_options.CancellationToken.IsCancellationRequested)
            {
                (reason, message) = (StopReason.Cancelled, $"cancelled in epoch {_state.Epoch + 1}");
            }
        }

        _executor.Synchronize();
        if (reason != StopReason.Cancelled)
        {
            if (_steps.Step > 0)
                _average.Swap();
            _state.EarlyStopping?.Restore();
        }

        _state.History.Stopped(reason, message);
        _callbacks.TrainEnd(_state.History);
        return _state.History;
    }

    public void Dispose()
    {
        _features?.Dispose();
        _loader?.Dispose();
        _evaluator?.Dispose();
        if (_state is null)
            return;

        // Where training failed too: the steps that were done are done.
        _executor.Synchronize();
        _state.Dispose();
    }

    private (StopReason Reason, string Message) RunEpoch()
    {
        var start = Stopwatch.GetTimestamp();
        var number = _state.Epoch + 1;
        _callbacks.EpochBegin(number);
        _state.Rates.BeginEpoch(_state.Epoch, _steps.Step, _run);
        _meter.Reset();
        PrepareFeatures();
        var loader = _features ?? _loader;
        loader.StartEpoch(_state.Epoch);
        for (var batch = 1; loader.TryNext(_options.CancellationToken, out var samples); batch++)
        {
            if (_steps.Run(samples, _features is not null, _state.Rates.Of(_steps.Step, _run)) is { } failure)
                return (failure.Reason, FormattableString.Invariant($"epoch {number}, batch {batch}: {failure.Message}"));
            if (_callbacks.WatchesBatches)
            {
                _callbacks.BatchEnd(new BatchProgress(
                    _meter, number, _options.Epochs, batch, _loader.BatchesPerEpoch, Stopwatch.GetElapsedTime(start), _state.Rates.Last));
            }
        }

        var epoch = Validate(number, start, out var ends);
        return FinishEpoch(epoch, ends);
    }

    /// <summary>Computes what is frozen once, before the first epoch, and again where a callback has changed it.</summary>
    private void PrepareFeatures()
    {
        if (_isPrepared)
        {
            _cache.Refresh(_options.CancellationToken);
            return;
        }

        var shape = _network.Description.InputShape;
        var reading = new Reading(shape, _options.Seed, 0, IsTraining: true) { Boxes = _network.Description.BoxTargets() };
        if (_cache.Add(_data, reading, _options.CancellationToken) is { } features)
            _features = new BatchLoader(features, _options.BatchSize, _options.Shuffle, _options.Seed, [1], [0], shape);
        _evaluator?.Keep(_cache, _options.CancellationToken);
        _state.History.FeatureCache = _cache.Report;
        _isPrepared = true;
    }

    private EpochResult Validate(int number, long start, out bool ends)
    {
        if (_options.ValidateWithEma || _options.EarlyStopping is { RestoreBestWeights: true })
            _executor.Synchronize();
        if (_options.ValidateWithEma)
            _average.Swap();
        try
        {
            _evaluator?.Run(_options.CancellationToken);
            var epoch = new EpochResult(number, _options.Epochs, Stopwatch.GetElapsedTime(start), EpochValues());
            ends = _state.EarlyStopping?.Ends(epoch) ?? false;
            return epoch;
        }
        finally
        {
            if (_options.ValidateWithEma)
                _average.Swap();
        }
    }

    private (StopReason Reason, string Message) FinishEpoch(EpochResult epoch, bool ends)
    {
        _state.Epoch = epoch.Epoch;
        _state.Step = _steps.Step;
        _state.History.Add(epoch.Values);
        if (_options.Checkpoint is { } checkpoint && (_state.CheckpointBest?.Observe(epoch) ?? true))
        {
            _executor.Synchronize();
            CheckpointFile.Save(checkpoint.Path, _network.Store, _state);
        }

        _callbacks.EpochEnd(epoch);

        if (ends)
            return (StopReason.EarlyStopping, $"{_options.EarlyStopping!.Monitor} has not got better since epoch {epoch.Epoch - _state.EarlyStopping!.Wait}");
        return epoch.StopRequested
            ? (StopReason.Callback, $"a callback asked for it after epoch {epoch.Epoch}")
            : (StopReason.Completed, $"all {_options.Epochs} epochs are done");
    }

    private KeyValuePair<string, double>[] EpochValues() =>
        [.. _meter.Values(), .. _evaluator?.Meter.Values("val_") ?? [], KeyValuePair.Create("learning_rate", _state.Rates.Last)];

    /// <summary>The names of <see cref="EpochValues"/>.</summary>
    private string[] Names => [.. _meter.Names, .. _evaluator?.Meter.Names.Select(name => $"val_{name}") ?? [], "learning_rate"];

    private TrainingRun MakeRun(History history) => new(_network, _loader.BatchesPerEpoch, _options.Epochs, Names, history);

    private void CheckMonitor(string? monitor, string option)
    {
        if (monitor is null)
            return;
        if (Names.Contains(monitor))
            return;
        var fix = monitor.StartsWith("val_", StringComparison.Ordinal) && _evaluator is null ? " Set FitOptions.Validation or ValidationSplit, or monitor one of these." : "";
        throw new ArgumentException($"FitOptions.{option} monitors \"{monitor}\"; this run has {string.Join(", ", Names)}.{fix}");
    }
}
