namespace CnnGen;

/// <summary>How far an epoch is. Values are valid during the callback.</summary>
public readonly struct BatchProgress
{
    private readonly EpochMeter _meter;

    internal BatchProgress(EpochMeter meter, int epoch, int epochs, int batch, int batches, TimeSpan elapsed, double learningRate)
    {
        _meter = meter;
        Epoch = epoch;
        Epochs = epochs;
        Batch = batch;
        Batches = batches;
        Elapsed = elapsed;
        LearningRate = learningRate;
    }

    /// <summary>The epoch's number, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Epochs of the whole run.</summary>
    public int Epochs { get; }

    /// <summary>The batch's number in the epoch, from 1.</summary>
    public int Batch { get; }

    /// <summary>Batches of an epoch.</summary>
    public int Batches { get; }

    /// <summary>The time since the epoch began.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The learning rate of the batch's step.</summary>
    public double LearningRate { get; }

    /// <summary>Images trained on since the epoch began.</summary>
    public long Images => _meter.Count;

    /// <summary>The mean loss of the epoch so far.</summary>
    public double Loss => _meter.Value(0);

    /// <summary>A value's mean over the epoch so far, by its name in the history: "accuracy".</summary>
    /// <exception cref="ArgumentException">There is none of this name; the message lists them.</exception>
    public double this[string name] => _meter.Value(name);
}
