namespace CnnGen;

/// <summary>How <c>Fit</c> trains. The defaults are Keras's.</summary>
public sealed record FitOptions
{
    /// <summary>Times that training goes through the dataset, counted from the start of the run, also when it is resumed. At least 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Images whose mean gradient makes one step. At least 1; the last batch of an epoch may be smaller.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Data to evaluate after each epoch. Not together with <see cref="ValidationSplit"/>.</summary>
    public IDataset? Validation { get; init; }

    /// <summary>The part of the training data to hold back for validation: 0 (none) to below 1. It is drawn by the seed; Keras takes the last samples instead.</summary>
    public double ValidationSplit { get; init; }

    /// <summary>Images of a validation batch; null: as <see cref="BatchSize"/>. It changes speed, not results.</summary>
    public int? ValidationBatchSize { get; init; }

    /// <summary>Whether each epoch has an order of its own.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Decides the order of samples, the validation split and dropout. The first weights are <c>ResetWeights</c>'s.</summary>
    public ulong Seed { get; init; }

    /// <summary>The factor of each class in the training loss; null: 1 for all. They multiply with the weights that the dataset gives its samples.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>
    /// The first layer that is trained, a member of the network's own Layer: that one and all behind it change, whatever "trainable" says of them but "never"; those before it are
    /// frozen. They run as when predicting, batch normalization by its moving averages, and the way back ends where they begin. Null: the layers that models.json says.
    /// </summary>
    public Enum? TrainableFrom { get; init; }

    /// <summary>
    /// The most bytes that are used to keep what frozen layers make of the data, so that it is computed once instead of in every epoch. It changes speed, not results. 1 GiB by default;
    /// 0 keeps nothing. See <see cref="History.FeatureCache"/>.
    /// </summary>
    /// <remarks>
    /// A dataset is kept where no layer up to the last frozen one is random, and where its samples are the same in every epoch: as they are, or mirrored by an
    /// <see cref="Augmentation"/> that does nothing else, which keeps each mirrored form. A dataset of your own that uses <see cref="SampleWriter.Random"/> or <see cref="SampleWriter.Epoch"/>
    /// is not kept; one that changes by other means must set this to 0.
    /// </remarks>
    public long FeatureCacheBytes { get; init; } = 1L << 30;

    /// <summary>The optimizer; null: the one of "compile" in models.json. Its state is new in each run, unless the run is resumed.</summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>The learning rate, a number or a schedule; null: the optimizer's.</summary>
    public LearningRateSchedule? LearningRate { get; init; }

    /// <summary>
    /// Gives the learning rate of an epoch from the epoch's number (from 0) and the rate so far; it is asked at the start of each epoch.
    /// Not together with a <see cref="LearningRateSchedule"/>.
    /// </summary>
    public Func<int, double, double>? LearningRateScheduler { get; init; }

    /// <summary>
    /// Whether epochs are validated with the moving average of the weights, which the optimizer must keep: validation, and the weights that
    /// <see cref="EarlyStopping"/> brings back, are then those of the average, as with Keras's SwapEMAWeights. By default they are those of the weights themselves.
    /// </summary>
    public bool ValidateWithEma { get; init; }

    /// <summary>Ends training when a value stops getting better.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Writes a checkpoint after each epoch.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>
    /// A checkpoint to go on from. With the same data and options as in the interrupted run, the weights become the same, bit for bit,
    /// as if it had not been interrupted.
    /// </summary>
    public string? ResumeFrom { get; init; }

    /// <summary>Called in this order while training goes on, before <see cref="OnBatchEnd"/> and <see cref="OnEpochEnd"/>: <see cref="CsvLog"/> or classes of your own.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Called after each batch, on the thread that called <c>Fit</c>.</summary>
    public Action<BatchProgress>? OnBatchEnd { get; init; }

    /// <summary>Called after each epoch and its validation; <see cref="EpochResult.Stop"/> ends training. The network may be saved and may predict here.</summary>
    public Action<EpochResult>? OnEpochEnd { get; init; }

    /// <summary>Ends training after the batch at work. <c>Fit</c> then returns with the epochs that were completed; the network keeps what it has learned.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check()
    {
        AtLeastOne(Epochs, nameof(Epochs));
        AtLeastOne(BatchSize, nameof(BatchSize));
        AtLeastOne(ValidationBatchSize ?? 1, nameof(ValidationBatchSize));
        if (FeatureCacheBytes < 0)
            throw new ArgumentException(FormattableString.Invariant($"FitOptions.FeatureCacheBytes is {FeatureCacheBytes}; expected at least 0."));
        if (!(ValidationSplit >= 0 && ValidationSplit < 1))
            throw new ArgumentException(FormattableString.Invariant($"FitOptions.ValidationSplit is {ValidationSplit}; expected 0 to below 1."));
        if (Validation is not null && ValidationSplit > 0)
            throw new ArgumentException("FitOptions has both Validation and ValidationSplit; give one of them.");
        if (EarlyStopping is { Patience: < 0 } or { MinDelta: not >= 0 })
            throw new ArgumentException("FitOptions.EarlyStopping has a negative Patience or MinDelta; expected at least 0.");
    }

    private static void AtLeastOne(int value, string name)
    {
        if (value < 1)
            throw new ArgumentException($"FitOptions.{name} is {value}; expected at least 1.");
    }
}
