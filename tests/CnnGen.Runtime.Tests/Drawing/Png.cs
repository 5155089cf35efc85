using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CnnGen.Runtime.Tests.Drawing;

/// <summary>A decoder of what the tests need, written from the standard and apart from the writer: chunks with their sums, zlib, the filters none and up.</summary>
internal sealed record Png(int Width, int Height, int Channels, byte[] Pixels)
{
    public static Png Decode(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var chunks = new List<(string Type, byte[] Data)>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            Assert.Equal(Crc(file.AsSpan(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type));
        Assert.Empty(chunks[2].Data);
        var header = chunks[0].Data;
        Assert.Equal(13, header.Length);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        var channels = header[8..] switch
        {
            [8, 0, 0, 0, 0] => 1,
            [8, 2, 0, 0, 0] => 3,
            _ => throw new InvalidDataException(Convert.ToHexString(header)),
        };
        return new Png(width, height, channels, Unfilter(Inflate(chunks[1].Data), height, width * channels));
    }

    private static byte[] Inflate(byte[] data)
    {
        var raw = new MemoryStream();
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        zlib.CopyTo(raw);
        return raw.ToArray();
    }

    private static byte[] Unfilter(byte[] raw, int rows, int rowLength)
    {
        Assert.Equal(rows * (rowLength + 1), raw.Length);
        var pixels = new byte[rows * rowLength];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, x) = (i / rowLength, i % rowLength);
            var predicted = raw[row * (rowLength + 1)] switch
            {
                0 => 0,
                2 => row > 0 ? pixels[i - rowLength] : 0,
                var filter => throw new InvalidDataException($"Filter {filter}."),
            };
            pixels[i] = (byte)(raw[row * (rowLength + 1) + 1 + x] + predicted);
        }

        return pixels;
    }

    // Bit by bit, unlike the writer's table.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }

        return ~crc;
    }
}
