using System.Diagnostics;

namespace CnnGen;

/// <summary>One run of <c>Fit</c>: epochs of steps, and what happens after each.</summary>
internal sealed class Trainer : IDisposable
{
    private readonly Network _network;
    private readonly FitOptions _options;
    private readonly BatchLoader _loader;
    private readonly Evaluator? _evaluator;
    private readonly EpochMeter _meter;
    private readonly StepRunner _steps;
    private readonly TrainingState _state;

    public Trainer(Network network, Executor executor, Workspace workspace, IDataset train, FitOptions options)
    {
        var description = network.Description;
        var validation = options.Validation;
        if (options.ValidationSplit > 0)
            (train, validation) = train.Split(options.ValidationSplit, options.Seed);

        _network = network;
        _options = options;
        var data = new CheckedDataset(train, description, "training");
        _meter = new EpochMeter(description);
        try
        {
            if (validation is not null)
                _evaluator = new Evaluator(description, executor, workspace, validation, options.ValidationBatchSize ?? options.BatchSize, "validation");
            CheckMonitor(options.EarlyStopping?.Monitor, "EarlyStopping");
            CheckMonitor(options.Checkpoint is { SaveBestOnly: true } checkpoint ? checkpoint.Monitor : null, "Checkpoint");
            _loader = new BatchLoader(data, options.BatchSize, options.Shuffle, options.Seed, description.InputScale, description.InputOffset);
            _state = new TrainingState(network.Store, options);
            _steps = new StepRunner(network.Store, executor, workspace, _state.Optimizer, _meter, new SampleWeights(description, options.ClassWeights), options.Seed);
            if (options.ResumeFrom is { } path)
                CheckpointFile.Load(path, network.Store, _state);
            _steps.Step = _state.Step;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public History Run()
    {
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

        if (reason != StopReason.Cancelled)
            _state.EarlyStopping?.Restore();
        _state.History.Stopped(reason, message);
        return _state.History;
    }

    public void Dispose()
    {
        _loader?.Dispose();
        _evaluator?.Dispose();
        _state?.Dispose();
    }

    private (StopReason Reason, string Message) RunEpoch()
    {
        var start = Stopwatch.GetTimestamp();
        var number = _state.Epoch + 1;
        _state.LearningRate = LearningRateOf(_state.Epoch);
        _meter.Reset();
        _loader.StartEpoch(_state.Epoch);
        for (var batch = 1; _loader.TryNext(_options.CancellationToken, out var samples); batch++)
        {
            var loss = _steps.Run(samples, _state.LearningRate);
            if (!double.IsFinite(loss))
                return (StopReason.LossNotFinite, FormattableString.Invariant($"epoch {number}, batch {batch}: the loss is {loss}"));
            if (_options.OnBatchEnd is { } onBatchEnd)
            {
                _network.CallBack(
                    onBatchEnd, new BatchProgress(_meter, number, _options.Epochs, batch, _loader.BatchesPerEpoch, Stopwatch.GetElapsedTime(start)));
            }
        }

        _evaluator?.Run(_options.CancellationToken);
        return FinishEpoch(new EpochResult(number, _options.Epochs, Stopwatch.GetElapsedTime(start), EpochValues()));
    }

    private (StopReason Reason, string Message) FinishEpoch(EpochResult epoch)
    {
        _state.Epoch = epoch.Epoch;
        _state.Step = _steps.Step;
        _state.History.Add(epoch.Values);
        var ends = _state.EarlyStopping?.Ends(epoch) ?? false;
        if (_options.Checkpoint is { } checkpoint && (_state.CheckpointBest?.Observe(epoch) ?? true))
            CheckpointFile.Save(checkpoint.Path, _network.Store, _state);
        if (_options.OnEpochEnd is { } onEpochEnd)
            _network.CallBack(onEpochEnd, epoch);

        if (ends)
            return (StopReason.EarlyStopping, $"{_options.EarlyStopping!.Monitor} has not got better since epoch {epoch.Epoch - _state.EarlyStopping!.Wait}");
        return epoch.StopRequested
            ? (StopReason.Callback, $"OnEpochEnd asked for it after epoch {epoch.Epoch}")
            : (StopReason.Completed, $"all {_options.Epochs} epochs are done");
    }

    private double LearningRateOf(int epoch)
    {
        if (_options.LearningRateSchedule is not { } schedule)
            return _state.LearningRate;
        var rate = schedule(epoch, _state.LearningRate);
        return rate >= 0 && double.IsFinite(rate)
            ? rate
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"FitOptions.LearningRateSchedule gave {rate} for epoch {epoch}; expected a finite number of at least 0."));
    }

    private KeyValuePair<string, double>[] EpochValues() =>
        [.. _meter.Values(), .. _evaluator?.Meter.Values("val_") ?? [], KeyValuePair.Create("learning_rate", _state.LearningRate)];

    private void CheckMonitor(string? monitor, string option)
    {
        if (monitor is null)
            return;
        string[] names = [.. _meter.Names, .. _evaluator?.Meter.Names.Select(name => $"val_{name}") ?? [], "learning_rate"];
        if (names.Contains(monitor))
            return;
        var fix = monitor.StartsWith("val_", StringComparison.Ordinal) && _evaluator is null ? " Set FitOptions.Validation or ValidationSplit, or monitor one of these." : "";
        throw new ArgumentException($"FitOptions.{option} monitors \"{monitor}\"; this run has {string.Join(", ", names)}.{fix}");
    }
}
