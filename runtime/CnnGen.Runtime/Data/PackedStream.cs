using System.IO.Compression;

namespace CnnGen;

/// <summary>The content of a file that may be compressed with gzip, and how long it can be without being an attack.</summary>
internal sealed class PackedStream : IDisposable
{
    private const long SmallFile = 16 << 20;
    private const long MostExpansion = 100;

    private readonly Stream _content;
    private readonly bool _packed;

    /// <param name="stream">Seekable; it stays open.</param>
    /// <param name="name">What to call it in errors.</param>
    public PackedStream(Stream stream, string name)
    {
        Name = name;
        var start = stream.Position;
        Span<byte> magic = stackalloc byte[2];

        // By content, since files lose and gain the ending .gz on their way through browsers.
        _packed = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        stream.Position = start;
        _content = _packed ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;

        // Images shrink to a fifth or a tenth; what expands a hundredfold is made to fill the memory.
        MostLength = _packed ? Math.Min(Array.MaxLength, Math.Max(SmallFile, MostExpansion * (stream.Length - start))) : Array.MaxLength;
    }

    /// <summary>What the file is called in errors.</summary>
    public string Name { get; }

    /// <summary>Whether it is not compressed.</summary>
    public bool IsPlain => !_packed;

    /// <summary>The most bytes to take from it.</summary>
    public long MostLength { get; }

    /// <summary>Reads until the buffer is full or the content at its end; gives the number of bytes.</summary>
    /// <exception cref="InvalidDataException">The gzip data is damaged.</exception>
    public int Fill(Span<byte> buffer)
    {
        try
        {
            return _content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{Name}: the gzip data is damaged ({exception.Message}); fetch the file again.", exception);
        }
    }

    public void Dispose()
    {
        if (_packed)
            _content.Dispose();
    }
}
