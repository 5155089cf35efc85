using System.Buffers.Binary;

namespace CnnGen;

/// <summary>
/// A file of the IDX format, in which MNIST and its relatives are published: an array of bytes with its dimensions. Plain or compressed with gzip.
/// </summary>
/// <remarks>
/// The format is described at http://yann.lecun.com/exdb/mnist: two zero bytes, the element type (8 for bytes), the number of dimensions, each dimension as a
/// big-endian 32-bit integer, the elements. Memory grows with what is read, never with what the header claims.
/// </remarks>
public sealed class IdxFile
{
    private const byte UnsignedByte = 0x08;
    private const int MaxDimensions = 8;
    private const int FirstChunk = 1 << 20;

    private IdxFile(int[] dimensions, byte[] data) => (Dimensions, Data) = (dimensions, data);

    /// <summary>Length of each dimension, the slowest first: count x height x width of images.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>All elements.</summary>
    public byte[] Data { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is not an IDX file of bytes, or is damaged.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IdxFile Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Read(stream, path);
    }

    /// <summary>Reads from a stream, which must be seekable.</summary>
    /// <param name="name">What to call the stream in errors.</param>
    /// <exception cref="InvalidDataException">The content is not an IDX file of bytes, or is damaged.</exception>
    public static IdxFile Read(Stream stream, string name)
    {
        using var content = new PackedStream(stream, name);
        Span<byte> header = stackalloc byte[4 + 4 * MaxDimensions];
        ReadHeader(content, header[..4]);
        if (header[0] != 0 || header[1] != 0)
            throw Error(name, $"starts with the bytes {header[0]:x2} {header[1]:x2}", "00 00, the start of an IDX file (or 1f 8b, gzip)", "is it another kind of file?");
        if (header[2] != UnsignedByte)
            throw Error(name, $"the element type 0x{header[2]:x2}", "0x08, unsigned bytes", "only files of bytes are read");
        if (header[3] is 0 or > MaxDimensions)
            throw Error(name, $"{header[3]} dimensions", $"1 to {MaxDimensions}", "the file is damaged");

        var dimensions = new int[header[3]];
        ReadHeader(content, header.Slice(4, 4 * dimensions.Length));
        long length = 1;
        for (var i = 0; i < dimensions.Length; i++)
        {
            var dimension = BinaryPrimitives.ReadUInt32BigEndian(header[(4 + 4 * i)..]);
            // Both factors are below 2^32, so the product can't overflow before it is found too large.
            if (dimension > int.MaxValue || (length *= dimension) > content.MostLength)
                throw Error(name, $"a dimension of {dimension} that makes the array larger than {content.MostLength} bytes", "less", "the file is damaged, or (gzip) expands beyond all measure: unpack it first if it is right");
            dimensions[i] = (int)dimension;
        }

        return new IdxFile(dimensions, ReadData(content, (int)length));
    }

    private static byte[] ReadData(PackedStream stream, int length)
    {
        var data = new byte[Math.Min(length, FirstChunk)];
        var read = 0;
        while (true)
        {
            read += stream.Fill(data.AsSpan(read));
            if (read < data.Length)
                throw Error(stream.Name, $"{read} bytes of data", $"{length} by its header", "the file is cut off; fetch it again");
            if (read == length)
                break;
            Array.Resize(ref data, (int)Math.Min(length, 2L * data.Length));
        }

        return stream.Fill(stackalloc byte[1]) == 0
            ? data
            : throw Error(stream.Name, $"more than {length} bytes of data", $"{length} by its header", "the file is damaged");
    }

    private static void ReadHeader(PackedStream stream, Span<byte> header)
    {
        if (stream.Fill(header) < header.Length)
            throw Error(stream.Name, "an end within the header", "an IDX header", "the file is cut off; fetch it again");
    }

    private static InvalidDataException Error(string name, string found, string expected, string fix) =>
        new($"{name}: found {found}, expected {expected}; {fix}.");
}
