namespace CnnGen;

/// <summary>Ends training when a value of the history has not got better for some epochs.</summary>
public sealed record EarlyStopping
{
    /// <summary>The value, by its name in the history.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>Epochs without improvement after which training ends. With 0 and 1 it ends after the first such epoch.</summary>
    public int Patience { get; init; }

    /// <summary>What a change must exceed to count as improvement. At least 0.</summary>
    public double MinDelta { get; init; }

    /// <summary>Whether less or more is better.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>Whether the network gets the weights of its best epoch back, however training ended but by cancellation.</summary>
    public bool RestoreBestWeights { get; init; }
}
