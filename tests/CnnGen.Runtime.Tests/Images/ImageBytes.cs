using System.Buffers.Binary;

namespace CnnGen.Runtime.Tests.Images;

/// <summary>Small image files.</summary>
internal static class ImageBytes
{
    public static byte[] Png(int height, int width, int channels, byte[] pixels)
    {
        var stream = new MemoryStream();
        if (channels == 1)
            PngWriter.WriteGray(stream, pixels, width, height);
        else
            PngWriter.WriteRgb(stream, pixels, width, height);
        return stream.ToArray();
    }

    /// <summary>24 bits, rows from the bottom, as they usually are.</summary>
    public static byte[] Bmp(int height, int width, byte[] pixels)
    {
        var rowLength = (3 * width + 3) / 4 * 4;
        var file = new byte[54 + rowLength * height];
        file[0] = (byte)'B';
        file[1] = (byte)'M';
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        file[10] = 54;
        file[14] = 40;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = 24;
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x, channel) = (i / (3 * width), i / 3 % width, i % 3);
            file[54 + (height - 1 - y) * rowLength + 3 * x + 2 - channel] = pixels[i];
        }

        return file;
    }

    /// <summary>A gray baseline JPEG of 8 x 8 blocks of one value each.</summary>
    /// <param name="orientation">EXIF's; 0 for a file without EXIF.</param>
    public static byte[] Jpeg(int blockRows, int blockColumns, byte[] values, byte orientation = 0)
    {
        var file = new List<byte> { 0xFF, 0xD8 };
        if (orientation > 0)
        {
            file.AddRange(
            [
                0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
            ]);
        }

        file.AddRange([0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64)]);
        file.AddRange([0xFF, 0xC0, 0, 11, 8, (byte)(8 * blockRows / 256), (byte)(8 * blockRows), (byte)(8 * blockColumns / 256), (byte)(8 * blockColumns), 1, 1, 0x11, 0]);

        // Twelve sizes of DC differences, each a code of four bits; one AC code, "end of block", the bit 0.
        file.AddRange([0xFF, 0xC4, 0, 31, 0x00, 0, 0, 0, 12, .. new byte[12], .. Enumerable.Range(0, 12).Select(size => (byte)size)]);
        file.AddRange([0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0x00]);
        file.AddRange([0xFF, 0xDA, 0, 8, 1, 1, 0x00, 0, 63, 0]);
        var bits = new List<int>();
        var previous = 128;
        foreach (var value in values)
        {
            // The DC coefficient is eight times the mean, and divided by the table's 8.
            var difference = value - previous;
            previous = value;
            var size = 32 - int.LeadingZeroCount(Math.Abs(difference));
            Add(bits, size, 4);
            Add(bits, difference < 0 ? difference + (1 << size) - 1 : difference, size);
            bits.Add(0);
        }

        while (bits.Count % 8 != 0)
            bits.Add(1);
        for (var i = 0; i < bits.Count; i += 8)
        {
            var scanned = (byte)bits.Skip(i).Take(8).Aggregate(0, (sum, bit) => 2 * sum + bit);
            file.AddRange(scanned == 0xFF ? [0xFF, 0x00] : [scanned]);
        }

        return [.. file, 0xFF, 0xD9];
    }

    private static void Add(List<int> bits, int value, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--)
            bits.Add(value >> bit & 1);
    }
}
