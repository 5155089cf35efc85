namespace CnnGen;

/// <summary>Images in a folder for each class: .png, .jpg, .jpeg and .bmp files, resized to one shape. They are decoded when they are read; the network scales the bytes.</summary>
/// <remarks>How files are read is said at <see cref="ImageFile"/>, how they are resized at <see cref="ImagePixels.Resize"/>.</remarks>
public sealed class ImageFolderDataset : IDataset
{
    private readonly ImageFolder _folder;
    private readonly ImageInput _input;
    private readonly byte[]?[]? _cache;

    private ImageFolderDataset(ImageFolder folder, ImageInput input, bool cache)
    {
        _folder = folder;
        _input = input;
        _cache = cache ? new byte[]?[folder.Count] : null;
    }

    /// <summary>The classes in the order of their indices.</summary>
    public IReadOnlyList<string> ClassNames => _folder.ClassNames;

    /// <summary>Height, width and channels of an image as it is given out.</summary>
    public (int Height, int Width, int Channels) Shape => (_input.Height, _input.Width, _input.Channels);

    /// <inheritdoc/>
    public int Count => _folder.Count;

    /// <inheritdoc/>
    public int InputLength => _input.Length;

    /// <summary>1: the index of the class.</summary>
    public int TargetLength => 1;

    /// <summary>Lists the images of a folder in the shape that a network takes, its classes in the order of the network's labels.</summary>
    /// <param name="network">
    /// Its input says the shape and whether blue comes first. Its labels, where it has one head with labels, say which folders there must be.
    /// </param>
    /// <exception cref="ArgumentException">The network takes neither 1 nor 3 channels, or several of its heads have labels and the options name no classes.</exception>
    /// <inheritdoc cref="Open(string, int, int, int, ImageFolderOptions?)"/>
    public static ImageFolderDataset Open(string folder, Network network, ImageFolderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var labels = network.Description.Heads.Where(head => head.Labels.Length > 0).Select(head => head.Labels).ToArray();
        if (options?.ClassNames is null && labels.Length > 1)
            throw new ArgumentException($"{network.Description.Name} has {labels.Length} heads with labels; say in the options' ClassNames whose classes the folders are.", nameof(network));
        return new ImageFolderDataset(
            new ImageFolder(folder, options?.ClassNames ?? labels.FirstOrDefault()), ImageInput.Of(network), options?.Cache ?? false);
    }

    /// <summary>Lists the images of a folder. A folder in it is a class, and all images in that, also in folders further down, belong to it. Hidden folders and files are left out.</summary>
    /// <param name="channels">1: gray, 3: red, green and blue.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folders are not those of the classes, or have no images.</exception>
    public static ImageFolderDataset Open(string folder, int height, int width, int channels, ImageFolderOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, $"Found {channels} channels, expected 1 (gray) or 3 (red, green, blue).");
        return new ImageFolderDataset(new ImageFolder(folder, options?.ClassNames), new ImageInput(height, width, channels, BlueFirst: false), options?.Cache ?? false);
    }

    /// <summary>The file of an image.</summary>
    public string FilePath(int index) => _folder[index].Path;

    /// <summary>The index of an image's class.</summary>
    public int Label(int index) => _folder[index].Label;

    /// <summary>The pixels of an image: height x width x channels.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message names it.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        var path = _folder[index].Path;
        if (_cache is null)
            return _input.Load(path);

        // Two who read the same image at once decode it twice, to the same bytes.
        return _cache[index] ??= _input.Load(path);
    }

    /// <inheritdoc/>
    public void Read(int index, SampleWriter sample)
    {
        sample.SetPixels(Image(index));
        sample.Target[0] = Label(index);
    }

    /// <summary>Decodes all images now, on all processors, so that training never waits for files. For a dataset with <see cref="ImageFolderOptions.Cache"/>.</summary>
    /// <exception cref="InvalidOperationException">The dataset keeps no bytes.</exception>
    /// <exception cref="DatasetException">A file is damaged or can't be read; the inner exception names it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Preload(CancellationToken cancellation = default)
    {
        if (_cache is null)
            throw new InvalidOperationException("The dataset keeps no bytes; set Cache in its options.");
        var failures = new DatasetException?[1];
        Parallel.For(0, Count, new ParallelOptions { CancellationToken = cancellation }, (index, loop) =>
        {
            try
            {
                Image(index);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                failures[0] = new DatasetException(index, exception);
                loop.Stop();
            }
        });
        if (failures[0] is { } failure)
            throw failure;
    }
}
