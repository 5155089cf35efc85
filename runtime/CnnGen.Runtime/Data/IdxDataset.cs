namespace CnnGen;

/// <summary>Images and their labels from a pair of IDX files, such as MNIST and Fashion-MNIST. Holds bytes; the network scales them.</summary>
public sealed class IdxDataset : IDataset
{
    private readonly byte[] _images;
    private readonly byte[] _labels;

    private IdxDataset(byte[] images, byte[] labels, (int Height, int Width, int Channels) shape)
    {
        (_images, _labels, Shape) = (images, labels, shape);
        InputLength = images.Length / labels.Length;
    }

    /// <summary>Height, width and channels of an image.</summary>
    public (int Height, int Width, int Channels) Shape { get; }

    /// <inheritdoc/>
    public int Count => _labels.Length;

    /// <inheritdoc/>
    public int InputLength { get; }

    /// <summary>1: the index of the class.</summary>
    public int TargetLength => 1;

    /// <summary>Reads images (count x height x width, or with channels behind) and labels (count).</summary>
    /// <exception cref="InvalidDataException">A file is no IDX file, is damaged, or the two do not belong together.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static IdxDataset Load(string imagesPath, string labelsPath)
    {
        var images = IdxFile.Read(imagesPath);
        var (count, height, width, channels) = images.Dimensions switch
        {
            [var n, var h, var w] => (n, h, w, 1),
            [var n, var h, var w, var c] => (n, h, w, c),
            _ => throw new InvalidDataException(
                $"{imagesPath}: found {images.Dimensions.Count} dimensions, expected 3 (count x height x width) or 4 (with channels); is it the file of the images?"),
        };
        if (images.Data.Length == 0)
            throw new InvalidDataException($"{imagesPath}: found {string.Join(" x ", images.Dimensions)} bytes, expected at least one image; fetch the file again.");

        var labels = IdxFile.Read(labelsPath);
        if (labels.Dimensions is not [var labelCount])
            throw new InvalidDataException($"{labelsPath}: found {labels.Dimensions.Count} dimensions, expected 1; is it the file of the labels?");
        if (labelCount != count)
        {
            throw new InvalidDataException(
                $"{labelsPath}: found {labelCount} labels, expected {count}, one for each image of {imagesPath}; take two files of one set.");
        }

        return new IdxDataset(images.Data, labels.Data, (height, width, channels));
    }

    /// <summary>Reads the training and the test part from a folder with the names under which MNIST is published, with or without ".gz".</summary>
    /// <exception cref="FileNotFoundException">One of the four files is missing.</exception>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static (IdxDataset Train, IdxDataset Test) LoadFolder(string folder) => (LoadPart(folder, "train"), LoadPart(folder, "t10k"));

    /// <summary>The pixels of an image: height x width x channels.</summary>
    public ReadOnlySpan<byte> Image(int index) =>
        (uint)index < (uint)Count
            ? _images.AsSpan(index * InputLength, InputLength)
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"Found index {index}, expected 0 to {Count - 1}.");

    /// <summary>The index of an image's class.</summary>
    public int Label(int index) => _labels[index];

    /// <inheritdoc/>
    public void Read(int index, SampleWriter sample)
    {
        sample.SetPixels(Image(index));
        sample.Target[0] = _labels[index];
    }

    private static IdxDataset LoadPart(string folder, string part) =>
        Load(Find(folder, part, "images", 3), Find(folder, part, "labels", 1));

    private static string Find(string folder, string part, string content, int dimensions)
    {
        string[] names = [$"{part}-{content}-idx{dimensions}-ubyte", $"{part}-{content}.idx{dimensions}-ubyte"];
        foreach (var name in names)
        {
            foreach (var ending in (string[])["", ".gz"])
            {
                var path = Path.Combine(folder, name + ending);
                if (File.Exists(path))
                    return path;
            }
        }

        throw new FileNotFoundException(
            $"{folder}: found no {part} {content}, expected a file {names[0]} or {names[1]}, with or without .gz; put it there.", names[0]);
    }
}
