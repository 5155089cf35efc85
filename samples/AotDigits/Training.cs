using CnnGen;
using DigitsSample.Rendering;

namespace AotDigits;

/// <summary>Trains the network as it is published: the weights in the program were made by this.</summary>
internal static class Training
{
    private const int Epochs = 8;

    public static void Run(string file, int images, Device? device)
    {
        var test = RenderedDigits.Create(Math.Min(images, 2000), seed: ulong.MaxValue);
        using var network = new Digits(device);
        network.ResetWeights(seed: 1);
        network.Fit(RenderedDigits.Create(images, seed: 1).Augment(new Augmentation { CropPadding = 2 }), new FitOptions
        {
            Epochs = Epochs,
            BatchSize = 64,
            Seed = 1,
            Validation = test,
            LearningRate = new CosineDecay(0.002) { DecayEpochs = Epochs },
            OnEpochEnd = epoch => Console.Out.WriteLine($"epoch {epoch.Epoch}: {epoch}"),
        });
        network.Save(file);
        Console.Out.WriteLine($"wrote {file}");
    }
}
