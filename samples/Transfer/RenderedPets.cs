using CnnGen;
using TransferSample.Rendering;

namespace TransferSample;

/// <summary>The same on images that the sample draws: a network that was trained on thousands of shapes learns to tell faces from few.</summary>
internal static class RenderedPets
{
    private const int Shapes = 4000;
    private const int Faces = 150;
    private const int Test = 400;

    public static void Run(Settings settings)
    {
        var weights = Path.Combine(settings.Out, "shapes.safetensors");
        Directory.CreateDirectory(settings.Out);
        using (var shapes = new Shapes(settings.ChooseDevice()))
        {
            shapes.Fit(RenderedImages.OfShapes(Shapes, seed: 1), new FitOptions { Epochs = 5, Seed = 1 });
            var accuracy = shapes.Evaluate(RenderedImages.OfShapes(Test, seed: 2))["accuracy"];
            Console.WriteLine($"A network trained on {Shapes:N0} drawings of six shapes tells {accuracy:P0} of new ones. Built on it, from {Faces} drawings of faces:");
            Console.WriteLine();
            shapes.Save(weights);
        }

        new Comparison
        {
            Create = () => new Faces(settings.ChooseDevice()),
            BaseWeights = weights,
            Train = RenderedImages.OfFaces(Faces, seed: 3),
            Test = RenderedImages.OfFaces(Test, seed: 4),
            TuneFrom = TransferSample.Faces.Layer.Parts,
            First = TransferSample.Faces.Layer.Edges,
            BatchSize = 8,
            HeadRate = 1e-2,
            TuneRate = 1e-3,
            Augmentation = new Augmentation { HorizontalFlip = true, WidthShift = 0.05, HeightShift = 0.05 },
        }.Run(settings, Path.Combine(settings.Out, "faces.safetensors"));
    }
}
