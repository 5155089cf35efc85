namespace CnnGen;

/// <summary>Writes a file after each epoch from which training can go on. Its weights can be loaded like those of any weight file.</summary>
/// <param name="Path">Where to; the file is replaced as a whole.</param>
public sealed record Checkpoint(string Path)
{
    /// <summary>Whether to write only after epochs that were better than all before.</summary>
    public bool SaveBestOnly { get; init; }

    /// <summary>The value that says which epoch is better, by its name in the history.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>Whether less or more is better.</summary>
    public MonitorMode Mode { get; init; }
}
