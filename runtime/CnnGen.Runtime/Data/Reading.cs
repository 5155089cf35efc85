namespace CnnGen;

/// <summary>What samples are read for. It decides, with a sample's index, every random number of its reading.</summary>
/// <param name="Shape">Of the network's input.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="Epoch">From 0.</param>
/// <param name="IsTraining">False where a network is evaluated.</param>
/// <param name="Depth">Datasets around the one that reads, each with random numbers of its own.</param>
internal readonly record struct Reading(
    (int Height, int Width, int Channels) Shape, ulong Seed, int Epoch, bool IsTraining, uint Depth = 0)
{
    /// <summary>Asks a dataset in how many forms a sample comes; null where it is read as usual.</summary>
    public FormProbe? Probe { get; init; }

    /// <summary>Where the boxes among the network's targets begin, in order.</summary>
    public int[] Boxes { get; init; } = [];
}
