using CnnGen;

namespace TransferSample;

/// <summary>Photographs of cats and dogs, and SqueezeNet.</summary>
internal static class PetPhotos
{
    public static void Run(Settings settings)
    {
        using var shape = new Pets();
        var options = new ImageFolderOptions { Cache = true };
        var train = ImageFolderDataset.Open(Path.Combine(settings.Data!, "train"), shape, options);
        var test = ImageFolderDataset.Open(Path.Combine(settings.Data!, "test"), shape, options);
        Console.WriteLine(Pets.Summary);
        Console.WriteLine();
        Console.WriteLine($"{train.Count:N0} photographs for training, {test.Count:N0} for testing");
        train.Preload();
        test.Preload();
        new Comparison
        {
            Create = () => new Pets(settings.ChooseDevice()),
            BaseWeights = settings.Weights!,
            Train = train,
            Test = test,
            TuneFrom = Pets.Layer.Fire6Squeeze1x1,
            First = Pets.Layer.Conv1,
            BatchSize = 32,
            HeadRate = 1e-3,
            TuneRate = 1e-4,
            Augmentation = new Augmentation { HorizontalFlip = true, WidthShift = 0.05, HeightShift = 0.05 },
        }.Run(settings, Path.Combine(settings.Out, "pets.safetensors"));
    }
}
