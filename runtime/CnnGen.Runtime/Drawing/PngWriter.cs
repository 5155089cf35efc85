using System.Buffers.Binary;
using System.IO.Compression;

namespace CnnGen;

/// <summary>Writes PNG files (ISO/IEC 15948): 8 bits a channel, gray or RGB.</summary>
public static class PngWriter
{
    private const byte Gray = 0;
    private const byte Rgb = 2;
    private const byte FilterUp = 2;

    private static readonly uint[] s_crcTable = CrcTable();

    /// <summary>Writes a gray picture.</summary>
    /// <param name="pixels">Height x width bytes, 0 black.</param>
    /// <exception cref="ArgumentException">The pixels are not as many as height x width.</exception>
    public static void WriteGray(Stream stream, ReadOnlySpan<byte> pixels, int width, int height) =>
        Write(stream, pixels, width, height, Gray, 1);

    /// <summary>Writes a picture in colour.</summary>
    /// <param name="pixels">Height x width x 3 bytes: red, green, blue.</param>
    /// <exception cref="ArgumentException">The pixels are not as many as height x width x 3.</exception>
    public static void WriteRgb(Stream stream, ReadOnlySpan<byte> pixels, int width, int height) =>
        Write(stream, pixels, width, height, Rgb, 3);

    private static void Write(Stream stream, ReadOnlySpan<byte> pixels, int width, int height, byte colorType, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.Length != (long)width * height * channels)
            throw new ArgumentException($"Found {pixels.Length} bytes, expected {height} x {width} x {channels}.", nameof(pixels));

        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = colorType;
        header[10..].Clear();
        WriteChunk(stream, "IHDR"u8, header);
        WriteChunk(stream, "IDAT"u8, Compress(pixels, width * channels));
        WriteChunk(stream, "IEND"u8, []);
    }

    /// <summary>Each row as its difference to the row above, which compresses flat areas and upright lines to almost nothing.</summary>
    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> pixels, int rowLength)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[1 + rowLength];
            row[0] = FilterUp;
            var above = ReadOnlySpan<byte>.Empty;
            for (var start = 0; start < pixels.Length; start += rowLength)
            {
                var current = pixels.Slice(start, rowLength);
                for (var x = 0; x < rowLength; x++)
                    row[1 + x] = (byte)(current[x] - (above.IsEmpty ? 0 : above[x]));
                zlib.Write(row);
                above = current;
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        stream.Write(number);
    }

    // CRC-32 of ISO 3309, as annex D of the PNG standard gives it.
    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            crc = s_crcTable[(byte)crc ^ value] ^ (crc >> 8);
        return crc;
    }

    private static uint[] CrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            table[i] = crc;
        }

        return table;
    }
}
