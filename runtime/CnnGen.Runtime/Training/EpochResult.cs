namespace CnnGen;

/// <summary>What an epoch came to: training values, validation values with "val_" before their names, and "learning_rate".</summary>
public sealed class EpochResult : EvaluationResult
{
    internal EpochResult(int epoch, int epochs, TimeSpan elapsed, KeyValuePair<string, double>[] values)
        : base(values)
    {
        Epoch = epoch;
        Epochs = epochs;
        Elapsed = elapsed;
    }

    /// <summary>The epoch's number, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Epochs of the whole run.</summary>
    public int Epochs { get; }

    /// <summary>The time of this epoch with its validation.</summary>
    public TimeSpan Elapsed { get; }

    internal bool StopRequested { get; private set; }

    /// <summary>Ends training with this epoch.</summary>
    public void Stop() => StopRequested = true;
}
