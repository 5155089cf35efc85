namespace CnnGen;

/// <summary>Image files with a class and a box each. They are decoded when the dataset is made and kept as bytes, no larger than they are needed.</summary>
/// <remarks>How files are read is said at <see cref="ImageFile"/>, how they are resized at <see cref="ImagePixels.Resize"/>.</remarks>
public sealed class BoxedImageDataset : IDataset
{
    private readonly BoxedImage[] _images;
    private readonly ImageInput _input;
    private readonly BoxTargets _targets;
    private readonly Composition? _composition;

    private BoxedImageDataset(
        IReadOnlyList<BoxAnnotation> annotations, string folder, ImageInput input, BoxTargets targets, IReadOnlyList<string> classNames, BoxedImageOptions options,
        CancellationToken cancellation)
    {
        options.Composition?.Check();
        (ClassNames, _input, _targets, _composition) = (classNames, input, targets, options.Composition);
        _images = BoxedImageFiles.Load(annotations, folder, input.Channels, classNames, Kept, cancellation);
        BoxedImage Kept(BoxedImage image)
        {
            var (height, width) = (input.Height, input.Width);
            var kept = _composition is null
                ? options.Letterbox ? image.Letterbox(height, width, options.Fill) : image.Resize(height, width)
                : AtMostTwice(image, height, width);
            if (input.BlueFirst)
                kept.Pixels.ReverseChannels();
            return kept;
        }
    }

    /// <summary>The classes in the order of their indices.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public int Count => _images.Length;

    /// <inheritdoc/>
    public int InputLength => _input.Length;

    /// <summary>5: the index of the class and the box, in the order of the network's heads; 4 where the network has no head of classes.</summary>
    public int TargetLength => _targets.Length;

    /// <summary>Reads images in the shape that a network takes, with the targets of its heads.</summary>
    /// <param name="annotations">What the images show: see <see cref="BoxManifest"/> and <see cref="VocAnnotation"/>.</param>
    /// <param name="folder">The folder that the files' names start from.</param>
    /// <param name="network">A network with one head of kind bounding_box, and perhaps one of classes with a sparse loss.</param>
    /// <exception cref="ArgumentException">The network has other heads, or takes neither 1 nor 3 channels, or an option is impossible.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or not in the folder, a class is not the network's, or a box is not in its image.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static BoxedImageDataset Load(
        IReadOnlyList<BoxAnnotation> annotations, string folder, Network network, BoxedImageOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentNullException.ThrowIfNull(network);
        options ??= new BoxedImageOptions();
        var labels = network.Description.Heads.Select(head => head.Labels).FirstOrDefault(labels => labels.Length > 0);
        var classNames = options.ClassNames ?? labels ?? [.. annotations.Select(annotation => annotation.ClassName).Distinct().Order(StringComparer.Ordinal)];
        return new BoxedImageDataset(annotations, folder, ImageInput.Of(network), BoxTargets.Of(network.Description), classNames, options, cancellation);
    }

    /// <summary>Reads images in any shape; targets are the index of the class and the box.</summary>
    /// <param name="channels">1: gray, 3: red, green and blue.</param>
    /// <inheritdoc cref="Load(IReadOnlyList{BoxAnnotation}, string, Network, BoxedImageOptions?, CancellationToken)"/>
    public static BoxedImageDataset Load(
        IReadOnlyList<BoxAnnotation> annotations, string folder, int height, int width, int channels, BoxedImageOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, $"Found {channels} channels, expected 1 (gray) or 3 (red, green, blue).");
        options ??= new BoxedImageOptions();
        var classNames = options.ClassNames ?? [.. annotations.Select(annotation => annotation.ClassName).Distinct().Order(StringComparer.Ordinal)];
        return new BoxedImageDataset(annotations, folder, new ImageInput(height, width, channels, BlueFirst: false), BoxTargets.ClassAndBox, classNames, options, cancellation);
    }

    /// <summary>An image as a network is evaluated on it; a composed one is always at the same scale and place.</summary>
    public BoxedImage Image(int index)
    {
        var random = new RandomStream(0, RandomPurpose.Augmentation, 0, 0, (ulong)(uint)index << 32);
        return Image(index, ref random);
    }

    /// <inheritdoc/>
    public void Read(int index, SampleWriter sample)
    {
        var random = sample.Random(index);
        var image = sample.IsTraining ? Image(index, ref random) : Image(index);
        sample.SetPixels(image.Pixels.Bytes);
        _targets.Write(image, sample.Target);
    }

    private BoxedImage Image(int index, ref RandomStream random) =>
        _composition is null ? _images[index] : _composition.Compose(_images[index], _input.Height, _input.Width, ref random);

    /// <summary>The image at no more than twice the canvas: it will be made smaller again.</summary>
    private static BoxedImage AtMostTwice(BoxedImage image, int height, int width)
    {
        var (fittedHeight, fittedWidth) = image.Fitted(2 * height, 2 * width, 1);
        return fittedHeight < image.Pixels.Height ? image.Resize(fittedHeight, fittedWidth) : image;
    }
}
