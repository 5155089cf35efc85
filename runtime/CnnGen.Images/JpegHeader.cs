using System.Buffers.Binary;

namespace CnnGen;

/// <summary>The segments of a JPEG file (ITU-T T.81).</summary>
internal static class JpegHeader
{
    // A progressive photograph has about ten scans. Each costs time for the whole image, however few bytes it has.
    private const int UsualScans = 16;
    private const long MostScannedPixels = (long)UsualScans * ImageFile.MaxPixels;

    /// <exception cref="InvalidDataException">The segments are damaged, or of a kind of JPEG that is not read.</exception>
    public static ImageHeader Read(byte[] content, string name)
    {
        var (height, width, orientation) = (0, 0, 1);
        var start = 2;
        while (true)
        {
            while (start < content.Length - 1 && content[start] == 0xFF && content[start + 1] == 0xFF)
                start++;
            if (content.Length - start < 4)
                throw ImageDecoder.Error(name, "an end before the image", "a whole JPEG file");
            if (content[start] != 0xFF)
                throw ImageDecoder.Error(name, $"the byte 0x{content[start]:x2} at {start}", "0xff, the start of a segment");

            var marker = content[start + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(start + 2));
            if (length < 2 || length > content.Length - start - 2)
                throw ImageDecoder.Error(name, $"a segment of {length} bytes", $"2 to {content.Length - start - 2}, the rest of the file");

            var segment = content.AsSpan(start + 4, length - 2);
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2 when width == 0 && segment.Length >= 6:
                    (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
                    break;
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    throw ImageDecoder.Error(name, $"a frame of kind 0x{marker:x2}, or a second one", "one baseline or progressive frame");
                case 0xE1:
                    orientation = ExifOrientation.Find(segment) ?? orientation;
                    break;
                case 0xDA:
                    CheckScans(content.AsSpan(start), (long)height * width, name);
                    return new ImageHeader(height, width, orientation);
            }

            start += 2 + length;
        }
    }

    private static void CheckScans(ReadOnlySpan<byte> rest, long pixels, string name)
    {
        var scans = rest.Count([(byte)0xFF, (byte)0xDA]);
        if (scans > UsualScans && scans * pixels > MostScannedPixels)
            throw ImageDecoder.Error(name, $"{scans} scans of {pixels} pixels", $"at most {MostScannedPixels / Math.Max(1, pixels)}");
        if (rest.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0)
            throw ImageDecoder.Error(name, "no end of the image", "the marker ff d9", "the file is cut off; fetch it again");
    }
}
