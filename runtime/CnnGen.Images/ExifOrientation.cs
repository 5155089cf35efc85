using System.Buffers.Binary;

namespace CnnGen;

/// <summary>The orientation of a photograph, which cameras write instead of turning it (Exif 2.32, tag 0x0112).</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;
    private const ushort Short = 3;

    /// <summary>1 to 8; null where the segment, an APP1, has none or can't be read.</summary>
    public static int? Find(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8))
            return null;
        var tiff = segment[6..];
        var isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || !(isLittle || tiff.StartsWith("MM\0*"u8)))
            return null;

        var directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return null;
        var entries = tiff[((int)directory + 2)..];
        for (var count = Word(tiff, (int)directory, isLittle); count > 0 && entries.Length >= 12; count--, entries = entries[12..])
        {
            if (Word(entries, 0, isLittle) == Tag && Word(entries, 2, isLittle) == Short)
                return Word(entries, 8, isLittle) is var found and >= 1 and <= 8 ? found : null;
        }

        return null;
    }

    /// <summary>The image upright.</summary>
    public static ImagePixels Turned(this ImagePixels image, int orientation)
    {
        if (orientation == 1)
            return image;

        var (height, width, channels) = (image.Height, image.Width, image.Channels);
        var (newHeight, newWidth) = orientation >= 5 ? (width, height) : (height, width);
        var bytes = new byte[image.Bytes.Length];
        for (var y = 0; y < newHeight; y++)
        {
            for (var x = 0; x < newWidth; x++)
            {
                var (fromY, fromX) = orientation switch
                {
                    2 => (y, width - 1 - x),
                    3 => (height - 1 - y, width - 1 - x),
                    4 => (height - 1 - y, x),
                    5 => (x, y),
                    6 => (height - 1 - x, y),
                    7 => (height - 1 - x, width - 1 - y),
                    _ => (x, width - 1 - y),
                };
                image.Bytes.AsSpan((fromY * width + fromX) * channels, channels).CopyTo(bytes.AsSpan((y * newWidth + x) * channels));
            }
        }

        return new ImagePixels(newHeight, newWidth, channels, bytes);
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, int start, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[start..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[start..]);
}
