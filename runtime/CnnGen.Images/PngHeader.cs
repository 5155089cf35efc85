using System.Buffers.Binary;
using System.IO.Compression;

namespace CnnGen;

/// <summary>The chunks of a PNG file (ISO/IEC 15948).</summary>
internal static class PngHeader
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;

    /// <exception cref="InvalidDataException">The file is not made of chunks from IHDR to IEND.</exception>
    public static ImageHeader Read(byte[] content, string name)
    {
        var pixels = new List<Range>();
        var ended = false;
        for (var start = SignatureLength; !ended;)
        {
            if (content.Length - start < ChunkOverhead)
                throw ImageDecoder.Error(name, "an end before the chunk IEND", "a whole PNG file", "the file is cut off; fetch it again");
            var length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(start));
            if (length > content.Length - start - ChunkOverhead)
                throw ImageDecoder.Error(name, $"a chunk of {length} bytes", $"at most {content.Length - start - ChunkOverhead}, the rest of the file");

            var type = content.AsSpan(start + 4, 4);
            if ((start == SignatureLength) != type.SequenceEqual("IHDR"u8) || (start == SignatureLength && length != 13))
                throw ImageDecoder.Error(name, "another order of chunks", "one IHDR of 13 bytes, first");
            if (type.SequenceEqual("IDAT"u8))
                pixels.Add((start + 8)..(start + 8 + (int)length));
            ended = type.SequenceEqual("IEND"u8);
            start += ChunkOverhead + (int)length;
        }

        var header = content.AsSpan(SignatureLength + 8);
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        if (Math.Max(width, height) > ImageFile.MaxPixels)
            throw ImageDecoder.Error(name, $"an image of {height} x {width}", $"at most {ImageFile.MaxPixels} pixels", "make it smaller if it is right");

        // Four channels of 16 bits at most; an interlaced image has up to twice as many rows, each with a filter byte and part of a byte unused.
        var bits = header[8] * (header[9] switch { 0 or 3 => 1, 2 => 3, 4 => 2, _ => 4 });
        var most = ((long)width * bits + 7) / 8 * height + 4L * height + 64;
        return new ImageHeader((int)height, (int)width, CheckExpansion: () => CheckExpansion(content, pixels, most, name));
    }

    private static void CheckExpansion(byte[] content, List<Range> pixels, long most, string name)
    {
        var packed = new MemoryStream();
        foreach (var range in pixels)
            packed.Write(content.AsSpan(range));
        packed.Position = 0;

        using var plain = new ZLibStream(packed, CompressionMode.Decompress);
        var buffer = new byte[1 << 14];
        long length = 0;
        try
        {
            int read;
            while ((read = plain.Read(buffer)) > 0)
            {
                if ((length += read) > most)
                    throw ImageDecoder.Error(name, $"pixels that expand to more than {most} bytes", "no more than the image has");
            }
        }
        catch (InvalidDataException exception) when (length <= most)
        {
            throw new InvalidDataException($"{name}: the compressed pixels are damaged ({exception.Message}); fetch the file again.", exception);
        }
    }
}
