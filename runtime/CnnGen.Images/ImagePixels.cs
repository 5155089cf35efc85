namespace CnnGen;

/// <summary>A decoded image: height x width x channels bytes, row after row from the top.</summary>
public sealed class ImagePixels
{
    /// <summary>An image over these bytes, which are not copied.</summary>
    /// <param name="channels">1: gray, 3: red, green and blue.</param>
    /// <exception cref="ArgumentException">The bytes are not as many as height x width x channels.</exception>
    public ImagePixels(int height, int width, int channels, byte[] bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        if (bytes.Length != (long)height * width * channels)
            throw new ArgumentException($"Found {bytes.Length} bytes, expected {height} x {width} x {channels}.", nameof(bytes));
        (Height, Width, Channels, Bytes) = (height, width, channels, bytes);
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Pixels of a row.</summary>
    public int Width { get; }

    /// <summary>1: gray, 3: red, green and blue.</summary>
    public int Channels { get; }

    /// <summary>Height x width x channels.</summary>
    public byte[] Bytes { get; }

    /// <summary>
    /// The image in another size, without regard to its proportions. Where it becomes smaller, each new pixel is the mean of the area that it covers; where it becomes larger, pixels are
    /// interpolated linearly between the centres of the old ones. Height and width are taken each by itself.
    /// </summary>
    public ImagePixels Resize(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return (height, width) == (Height, Width) ? this : new ImagePixels(height, width, Channels, ImageResizer.Resize(this, height, width));
    }

    /// <summary>Exchanges red and blue, in place.</summary>
    internal void ReverseChannels()
    {
        if (Channels != 3)
            return;
        for (var i = 0; i < Bytes.Length; i += 3)
            (Bytes[i], Bytes[i + 2]) = (Bytes[i + 2], Bytes[i]);
    }
}
