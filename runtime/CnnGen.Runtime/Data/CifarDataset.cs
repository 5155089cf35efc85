namespace CnnGen;

/// <summary>Images of 32 x 32 x 3 and their labels from the binary files of CIFAR-10 or CIFAR-100. Holds bytes; the network scales them.</summary>
/// <remarks>
/// The format is described at https://www.cs.toronto.edu/~kriz/cifar.html: records of a label byte (CIFAR-100: a coarse and a fine one) and 1,024 bytes each of
/// red, green and blue. They are held as height x width x channels, which networks take.
/// </remarks>
public sealed class CifarDataset : IDataset
{
    private readonly CifarRecords _records;

    private CifarDataset(CifarRecords records) => _records = records;

    /// <summary>Height, width and channels of an image: 32, 32, 3.</summary>
    public (int Height, int Width, int Channels) Shape => (CifarRecords.Side, CifarRecords.Side, CifarRecords.Channels);

    /// <inheritdoc/>
    public int Count => _records.Count;

    /// <summary>3072.</summary>
    public int InputLength => CifarRecords.ImageLength;

    /// <summary>1: the index of the class.</summary>
    public int TargetLength => 1;

    /// <summary>
    /// Reads the training part (data_batch_1.bin to data_batch_5.bin, or train.bin of CIFAR-100) or the test part (test_batch.bin, or test.bin) from a folder with the
    /// names under which the sets are published, with or without ".gz".
    /// </summary>
    /// <exception cref="FileNotFoundException">A file of the part is missing.</exception>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static CifarDataset Open(string folder, bool train)
    {
        string[] names = train ? [.. Enumerable.Range(1, 5).Select(part => $"data_batch_{part}.bin")] : ["test_batch.bin"];
        if (names.Any(name => Find(folder, name) is not null))
        {
            return Load([.. names.Select(name => Find(folder, name)
                ?? throw new FileNotFoundException($"{folder}: found no {name}, expected all of {string.Join(", ", names)}, with or without .gz; put it there.", name))]);
        }

        var hundred = train ? "train.bin" : "test.bin";
        return Find(folder, hundred) is { } path
            ? LoadHundred(path)
            : throw new FileNotFoundException(
                $"{folder}: found neither {names[0]} (CIFAR-10) nor {hundred} (CIFAR-100), with or without .gz; put the files of the binary version there.", names[0]);
    }

    /// <summary>Reads CIFAR-10 files, plain or compressed with gzip, one after another.</summary>
    /// <exception cref="InvalidDataException">A file is not one of records, or is damaged.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static CifarDataset Load(params ReadOnlySpan<string> paths) => LoadRecords(paths, classes: 10);

    /// <summary>Reads CIFAR-100 files, plain or compressed with gzip, one after another. The classes are the 100 fine ones.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static CifarDataset LoadHundred(params ReadOnlySpan<string> paths) => LoadRecords(paths, classes: 100);

    /// <summary>The pixels of an image: 32 x 32 x 3, red, green and blue.</summary>
    public ReadOnlySpan<byte> Image(int index)
    {
        CheckIndex(index);
        return _records.Pixels.AsSpan(index * InputLength, InputLength);
    }

    /// <summary>The index of an image's class.</summary>
    public int Label(int index)
    {
        CheckIndex(index);
        return _records.Labels[index];
    }

    /// <inheritdoc/>
    public void Read(int index, SampleWriter sample)
    {
        sample.SetPixels(Image(index));
        sample.Target[0] = _records.Labels[index];
    }

    private static CifarDataset LoadRecords(ReadOnlySpan<string> paths, int classes)
    {
        if (paths.IsEmpty)
            throw new ArgumentException("Found no path, expected at least one.", nameof(paths));
        var records = new CifarRecords(classes);
        foreach (var path in paths)
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            records.Add(stream, path);
        }

        return new CifarDataset(records);
    }

    private static string? Find(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : File.Exists(path + ".gz") ? path + ".gz" : null;
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Found index {index}, expected 0 to {Count - 1}.");
    }
}
