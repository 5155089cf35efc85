using CnnGen;
using LocalizerSample.Rendering;

namespace LocalizerSample;

/// <summary>What the network learns from and what it is tested with.</summary>
internal sealed class LocalizerData
{
    private readonly Func<int, BoxedImage> _trainImage;
    private readonly Func<int, BoxedImage> _testImage;

    private LocalizerData(
        string source, IReadOnlyList<string> labels, IDataset train, IDataset test, Func<int, BoxedImage> trainImage, Func<int, BoxedImage> testImage) =>
        (Source, Labels, Train, Test, _trainImage, _testImage) = (source, labels, train, test, trainImage, testImage);

    /// <summary>Where the images come from, in words.</summary>
    public string Source { get; }

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> Labels { get; }

    public IDataset Train { get; }

    public IDataset Test { get; }

    /// <summary>The images for training without the random changes of training.</summary>
    public IEnumerable<BoxedImage> TrainImages => Enumerable.Range(0, Train.Count).Select(_trainImage);

    public IEnumerable<BoxedImage> TestImages => Enumerable.Range(0, Test.Count).Select(_testImage);

    /// <summary>Scenes that the sample draws itself; those for testing are others than those for training.</summary>
    /// <param name="images">Images for training; an eighth as many are for testing.</param>
    public static LocalizerData Render(int images, ulong seed)
    {
        var train = RenderedScenes.Create(images, seed);
        var test = RenderedScenes.Create(images / 8, ~seed);
        return new LocalizerData("rendered scenes", ["circle", "square", "triangle"], train.Augment(new Augmentation { HorizontalFlip = true }), test, train.Image, test.Image);
    }

    /// <summary>Photographs of a folder, a fifth of them, by a hash of their names, for testing.</summary>
    /// <exception cref="IOException">The folder or a file is missing or can't be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the annotations do not fit.</exception>
    public static LocalizerData Load(Settings settings, Network network)
    {
        var photographs = Photographs.Find(settings.Data!);
        var annotations = settings.Class is { } only ? [.. photographs.Annotations.Where(annotation => annotation.ClassName == only)] : photographs.Annotations;
        var (train, test) = annotations.SplitByFile(0.2);
        if (train.Count == 0 || test.Count == 0)
            throw new InvalidDataException($"{settings.Data}: found {annotations.Count} annotated images{(settings.Class is null ? "" : $" of the class \"{settings.Class}\"")}, expected some for training and some for testing.");

        var options = new BoxedImageOptions { Composition = settings.Whole ? null : new Composition { SmallestScale = 0.5 } };
        if (settings.Class is { } name && network.Description.Heads.All(head => head.Labels.Length == 0))
            options = options with { ClassNames = [name] };
        var (trainImages, testImages) = (BoxedImageDataset.Load(train, photographs.Folder, network, options), BoxedImageDataset.Load(test, photographs.Folder, network, options));

        // What is composed is moved and scaled already.
        var augmentation = new Augmentation { HorizontalFlip = true, Brightness = 0.15, Contrast = 0.3, FillMode = FillMode.Nearest };
        if (settings.Whole)
            augmentation = augmentation with { WidthShift = 0.2, HeightShift = 0.2, Zoom = 0.3, Rotation = 0.03 };
        return new LocalizerData(
            settings.Data! + (settings.Whole ? "" : ", composed on canvases"), trainImages.ClassNames, trainImages.Augment(augmentation), testImages, trainImages.Image, testImages.Image);
    }
}
