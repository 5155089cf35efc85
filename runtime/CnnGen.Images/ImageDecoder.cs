using StbImageSharp;

namespace CnnGen;

/// <summary>Checks the structure of a file and has it decoded.</summary>
internal static class ImageDecoder
{
    public static ImagePixels Decode(byte[] content, int channels, string name)
    {
        var header = ReadHeader(content, name);
        if (header.Width < 1 || header.Height < 1 || (long)header.Width * header.Height > ImageFile.MaxPixels)
            throw Error(name, $"an image of {header.Height} x {header.Width}", $"at least one pixel and at most {ImageFile.MaxPixels}", "make it smaller if it is right");

        header.CheckExpansion?.Invoke();
        var image = Decode(content, channels == 1 ? ColorComponents.Grey : ColorComponents.RedGreenBlue, name);
        if ((image.Height, image.Width) != (header.Height, header.Width))
            throw Error(name, $"an image of {image.Height} x {image.Width}", $"{header.Height} x {header.Width} by its header");
        return new ImagePixels(image.Height, image.Width, channels, image.Data).Turned(header.Orientation);
    }

    public static InvalidDataException Error(string name, string found, string expected, string fix = "the file is damaged or not an image") =>
        new($"{name}: found {found}, expected {expected}; {fix}.");

    private static ImageHeader ReadHeader(byte[] content, string name) => content switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PngHeader.Read(content, name),
        [0xFF, 0xD8, 0xFF, ..] => JpegHeader.Read(content, name),
        [(byte)'B', (byte)'M', ..] => BmpHeader.Read(content, name),
        _ => throw Error(name, content.Length == 0 ? "an empty file" : $"a file that starts with {Convert.ToHexString(content, 0, Math.Min(4, content.Length))}", "a PNG, JPEG or BMP file"),
    };

    private static ImageResult Decode(byte[] content, ColorComponents components, string name)
    {
        try
        {
            return ImageResult.FromStream(new ForwardStream(content), components);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The decoder throws whatever happens to fail first in a damaged file.
            throw new InvalidDataException($"{name}: the image can't be decoded ({exception.Message}); the file is damaged, or of a kind that is not read.", exception);
        }
    }
}
