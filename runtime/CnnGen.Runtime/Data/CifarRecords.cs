namespace CnnGen;

/// <summary>The records of CIFAR files, with each image's planes turned into pixels. Memory grows with what is read.</summary>
internal sealed class CifarRecords(int classes)
{
    public const int Side = 32;
    public const int Channels = 3;
    public const int ImageLength = Channels * Plane;
    private const int Plane = Side * Side;

    // CIFAR-100 has a coarse label before the fine one.
    private readonly int _labelLength = classes == 100 ? 2 : 1;
    private byte[] _pixels = [];
    private byte[] _labels = [];

    /// <summary>The number of images.</summary>
    public int Count { get; private set; }

    /// <summary>Count x 32 x 32 x 3, and room for more.</summary>
    public byte[] Pixels => _pixels;

    /// <summary>A class for each image, and room for more.</summary>
    public byte[] Labels => _labels;

    /// <summary>Reads a file to its end.</summary>
    /// <exception cref="InvalidDataException">The file is not one of records, or is damaged.</exception>
    public void Add(Stream stream, string name)
    {
        var start = stream.Position;
        using var content = new PackedStream(stream, name);
        Span<byte> record = stackalloc byte[_labelLength + ImageLength];
        var first = Count;
        if (content.IsPlain)
            Grow((stream.Length - start) / record.Length);

        int length;
        while ((length = content.Fill(record)) == record.Length)
        {
            if ((long)(Count - first + 1) * record.Length > content.MostLength)
                throw new InvalidDataException($"{name}: found more than {content.MostLength} bytes in a gzip file, expected less; it expands beyond all measure: unpack it first if it is right.");
            Add(record, Count - first, name);
        }

        if (length != 0 || Count == first)
        {
            throw new InvalidDataException(
                $"{name}: found {(long)(Count - first) * record.Length + length} bytes, expected a multiple of {record.Length}, at least one record; the file is cut off, or not the binary version of CIFAR-{classes}.");
        }

        // What was grown in vain is given back.
        Array.Resize(ref _pixels, Count * ImageLength);
        Array.Resize(ref _labels, Count);
    }

    private void Add(ReadOnlySpan<byte> record, int number, string name)
    {
        var label = record[_labelLength - 1];
        if (label >= classes)
            throw new InvalidDataException($"{name}: found the label {label} in record {number}, expected 0 to {classes - 1}; the file is damaged, or not the binary version of CIFAR-{classes}.");

        if (Count == _labels.Length)
            Grow(Math.Max(64, Count));
        _labels[Count] = label;
        var planes = record[_labelLength..];
        var pixels = _pixels.AsSpan(Count * ImageLength, ImageLength);
        for (var i = 0; i < Plane; i++)
        {
            pixels[Channels * i] = planes[i];
            pixels[Channels * i + 1] = planes[Plane + i];
            pixels[Channels * i + 2] = planes[2 * Plane + i];
        }

        Count++;
    }

    private void Grow(long more)
    {
        const int Most = int.MaxValue / ImageLength;
        if (Count == Most)
            throw new InvalidDataException($"Found more than {Most} images; a dataset holds no more.");
        var count = (int)Math.Min(Most, Count + more);
        Array.Resize(ref _pixels, count * ImageLength);
        Array.Resize(ref _labels, count);
    }
}
