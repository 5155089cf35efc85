using System.Buffers.Binary;

namespace CnnGen;

/// <summary>The header of a BMP file.</summary>
internal static class BmpHeader
{
    private const int OldHeader = 12;

    /// <exception cref="InvalidDataException">The file has fewer pixels than it says.</exception>
    public static ImageHeader Read(byte[] content, string name)
    {
        if (content.Length < 30)
            throw ImageDecoder.Error(name, "an end within the header", "a whole BMP file");

        var (offset, isOld) = (BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(10)), content[14] == OldHeader);
        long width = isOld ? BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(18)) : BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(18));
        long height = isOld ? BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(20)) : BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(22));
        height = Math.Abs(height);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(isOld ? 24 : 28));
        if (width < 1 || height < 1 || Math.Max(width, height) > ImageFile.MaxPixels)
            throw ImageDecoder.Error(name, $"an image of {height} x {width}", $"at least one pixel and at most {ImageFile.MaxPixels}", "make it smaller if it is right");

        // Rows are padded to four bytes. Only uncompressed files are read, so the pixels must all be there.
        var needed = offset + (width * bits + 31) / 32 * 4 * height;
        return needed <= content.Length
            ? new ImageHeader((int)height, (int)width)
            : throw ImageDecoder.Error(name, $"{content.Length} bytes", $"{needed} for {height} x {width} pixels of {bits} bits", "the file is cut off, or compressed, which is not read");
    }
}
