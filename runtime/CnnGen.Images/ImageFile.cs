namespace CnnGen;

/// <summary>Reads images: PNG, JPEG (baseline and progressive) and BMP, told apart by their content.</summary>
/// <remarks>
/// <para>JPEG files are turned as their EXIF orientation says; EXIF data that can't be read counts as none. Transparency and colour profiles are ignored, 16 bits a channel
/// become 8.</para>
/// <para>A file of more than <see cref="MaxBytes"/>, or an image that says it has more than <see cref="MaxPixels"/>, is refused before it is decoded, and so is compressed data
/// that expands to more than its image needs.</para>
/// </remarks>
public static class ImageFile
{
    /// <summary>The most pixels of an image, 2^26.</summary>
    public const int MaxPixels = 1 << 26;

    /// <summary>The most bytes of a file, 2^28.</summary>
    public const int MaxBytes = 1 << 28;

    /// <summary>Reads an image in the shape that a network takes: height x width x channels bytes for <c>Predict</c>, resized as <see cref="ImagePixels.Resize"/> says.</summary>
    /// <param name="network">The network: its input says the shape and whether blue comes first ("channel_order": "bgr").</param>
    /// <exception cref="ArgumentException">The network takes neither 1 nor 3 channels.</exception>
    /// <inheritdoc cref="Decode(string, int)" path="/exception"/>
    public static byte[] Load(string path, Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return ImageInput.Of(network).Load(path);
    }

    /// <summary>Reads an image in any shape: height x width x channels bytes, resized as <see cref="ImagePixels.Resize"/> says.</summary>
    /// <param name="channels">1: gray, 3: red, green and blue.</param>
    /// <inheritdoc cref="Decode(string, int)" path="/exception"/>
    public static byte[] Load(string path, int height, int width, int channels) => Decode(path, channels).Resize(height, width).Bytes;

    /// <summary>Reads an image from a stream, from where it is to its end, in any shape: height x width x channels bytes, resized as <see cref="ImagePixels.Resize"/> says.</summary>
    /// <param name="name">What to call the stream in errors.</param>
    /// <inheritdoc cref="Load(string, int, int, int)"/>
    public static byte[] Load(Stream stream, int height, int width, int channels, string name = "image") =>
        Decode(stream, channels, name).Resize(height, width).Bytes;

    /// <summary>Reads an image in its own size.</summary>
    /// <param name="channels">1: gray, 3: red, green and blue.</param>
    /// <exception cref="InvalidDataException">The file is no PNG, JPEG or BMP, is damaged or cut off, too large, or of a kind that is not read.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static ImagePixels Decode(string path, int channels = 3)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        return Decode(stream, channels, path);
    }

    /// <summary>Reads an image from a stream, from where it is to its end, in its own size.</summary>
    /// <param name="name">What to call the stream in errors.</param>
    /// <inheritdoc cref="Decode(string, int)"/>
    public static ImagePixels Decode(Stream stream, int channels = 3, string name = "image")
    {
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, $"Found {channels} channels, expected 1 (gray) or 3 (red, green, blue).");
        return ImageDecoder.Decode(ReadAll(stream, name), channels, name);
    }

    private static byte[] ReadAll(Stream stream, string name)
    {
        var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (content.Length + read > MaxBytes)
                throw new InvalidDataException($"{name}: found more than {MaxBytes} bytes, expected less of an image file.");
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
