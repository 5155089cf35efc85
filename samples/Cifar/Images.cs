using CnnGen;

namespace CifarSample;

/// <summary>What the network learns from and what it is tested with.</summary>
internal sealed record Images(string Source, IDataset Train, IDataset Test)
{
    /// <summary>Whether the sample draws them: digits, which a mirror makes something else of.</summary>
    public bool AreDrawn => Train is ColouredDigits;

    /// <exception cref="IOException">The folder or a file is missing or can't be read.</exception>
    /// <exception cref="InvalidDataException">A file is something else.</exception>
    public static Images Of(Settings settings) => settings switch
    {
        { Data: { } folder } => new(folder, CifarDataset.Open(folder, train: true), CifarDataset.Open(folder, train: false)),
        { Train.Length: > 0 } => new(string.Join(", ", settings.Train), CifarDataset.Load(settings.Train), CifarDataset.Load(settings.Test)),
        _ => new("coloured digits, drawn; --data takes the real images", new ColouredDigits(settings.Images, settings.Seed), new ColouredDigits(settings.Images / 5, ~settings.Seed)),
    };
}
