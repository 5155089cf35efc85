namespace CnnGen;

/// <summary>What a run of training must remember, beside the weights, to go on later as if nothing had happened.</summary>
internal sealed class TrainingState : IDisposable
{
    public TrainingState(WeightStore store, TrainingScope scope, FitOptions options, TrainingRun run)
    {
        var optimizer = options.Optimizer ?? store.Description.Optimizer!;
        Rates = new LearningRates(options, optimizer);
        Settings =
        [
            KeyValuePair.Create("optimizer", optimizer.ToString()!),
            KeyValuePair.Create("learning_rate_schedule", Rates.Settle(run)),
            KeyValuePair.Create("seed", FormattableString.Invariant($"{options.Seed}")),
            KeyValuePair.Create("batch_size", FormattableString.Invariant($"{options.BatchSize}")),
            KeyValuePair.Create("shuffle", options.Shuffle ? "true" : "false"),
            KeyValuePair.Create("trainable_from", scope.Name),
            KeyValuePair.Create("class_weights", options.ClassWeights?.ToString() ?? "none"),
            KeyValuePair.Create("validation_split", FormattableString.Invariant($"{options.ValidationSplit}")),
            KeyValuePair.Create("early_stopping", options.EarlyStopping is { } early
                ? FormattableString.Invariant($"{early.Monitor} patience {early.Patience} min_delta {early.MinDelta} mode {early.Mode}")
                : "none"),
            KeyValuePair.Create("restore_best_weights", options.EarlyStopping is { RestoreBestWeights: true } ? "true" : "false"),
            KeyValuePair.Create("validate_with_ema", options.ValidateWithEma ? "true" : "false"),
            KeyValuePair.Create("save_best_only", options.Checkpoint is { SaveBestOnly: true } best ? best.Monitor : "none"),
        ];
        Optimizer = optimizer.CreateState(store.Description);
        EarlyStopping = options.EarlyStopping is { } stopping ? new EarlyStoppingMonitor(stopping, store) : null;
        CheckpointBest = options.Checkpoint is { SaveBestOnly: true } checkpoint ? new BestValue(checkpoint.Monitor, checkpoint.Mode, 0) : null;
    }

    /// <summary>What must be the same where a run is resumed: name and value, as the checkpoint has them.</summary>
    public KeyValuePair<string, string>[] Settings { get; }

    /// <summary>Epochs completed.</summary>
    public int Epoch { get; set; }

    /// <summary>Steps done.</summary>
    public long Step { get; set; }

    /// <summary>The learning rates, and the last of them.</summary>
    public LearningRates Rates { get; }

    /// <summary>What the optimizer remembers.</summary>
    public OptimizerState Optimizer { get; }

    /// <summary>The epochs so far.</summary>
    public History History { get; set; } = new();

    /// <summary>Null where training does not stop early.</summary>
    public EarlyStoppingMonitor? EarlyStopping { get; }

    /// <summary>Null where every epoch is saved.</summary>
    public BestValue? CheckpointBest { get; }

    public void Dispose() => Optimizer.Dispose();
}
