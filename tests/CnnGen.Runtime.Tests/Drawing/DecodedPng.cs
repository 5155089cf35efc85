using System.Buffers.Binary;
using System.IO.Compression;

namespace CnnGen.Runtime.Tests.Drawing;

/// <summary>A PNG read by the letter of the standard: signature, chunks with their checksums, filter types 0 and 2.</summary>
internal sealed record DecodedPng(int Width, int Height, int Channels, byte[] Pixels)
{
    public static DecodedPng Of(ReadOnlySpan<byte> file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8].ToArray());
        using var data = new MemoryStream();
        byte[] header = [];
        string type;
        int at = 8;
        do
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            type = System.Text.Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            var content = file.Slice(at + 8, length);
            Assert.Equal(Crc(file.Slice(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]));
            if (type == "IHDR") header = content.ToArray();
            if (type == "IDAT") data.Write(content);
            at += 12 + length;
        }
        while (type != "IEND");

        Assert.Equal(file.Length, at);
        int width = BinaryPrimitives.ReadInt32BigEndian(header);
        int height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        Assert.Equal(8, header[8]);
        int channels = header[9] == 2 ? 3 : 1;
        data.Position = 0;
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionMode.Decompress)) zlib.CopyTo(inflated);
        return new DecodedPng(width, height, channels, Unfilter(inflated.ToArray(), width * channels, height));
    }

    private static byte[] Unfilter(byte[] rows, int rowLength, int height)
    {
        Assert.Equal((rowLength + 1) * height, rows.Length);
        var pixels = new byte[rowLength * height];
        for (int y = 0; y < height; y++)
        {
            byte filter = rows[y * (rowLength + 1)];
            Assert.True(filter is 0 or 2, $"filter {filter}");
            for (int x = 0; x < rowLength; x++)
            {
                byte above = filter == 2 && y > 0 ? pixels[((y - 1) * rowLength) + x] : (byte)0;
                pixels[(y * rowLength) + x] = (byte)(rows[(y * (rowLength + 1)) + 1 + x] + above);
            }
        }

        return pixels;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
