namespace CnnGen;

/// <summary>Images on a canvas of the size that a network takes, at a random scale and place, over a random background: smooth colours between four corners, with noise.</summary>
/// <remarks>
/// Photographs of one object tend to have it in their middle, and so large that one box does for all. On a canvas that is so no longer: what finds the object must look.
/// </remarks>
public sealed record Composition
{
    private const int Noise = 24;

    /// <summary>The smallest scale, as a part of the largest at which the image fits on the canvas. Above 0, at most <see cref="LargestScale"/>.</summary>
    public double SmallestScale { get; init; } = 0.4;

    /// <summary>The largest scale; at most 1.</summary>
    public double LargestScale { get; init; } = 1;

    /// <summary>The image on a canvas.</summary>
    internal BoxedImage Compose(BoxedImage image, int height, int width, ref RandomStream random)
    {
        var (fittedHeight, fittedWidth) = image.Fitted(height, width, random.NextUniform((float)SmallestScale, (float)LargestScale));
        var (left, top) = (random.NextIndex(width - fittedWidth + 1), random.NextIndex(height - fittedHeight + 1));
        return image.PlaceOn(Canvas(height, width, image.Pixels.Channels, ref random), left, top, fittedHeight, fittedWidth);
    }

    /// <exception cref="ArgumentException">A scale is outside its range.</exception>
    internal void Check()
    {
        if (!(SmallestScale > 0 && SmallestScale <= LargestScale && LargestScale <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Found scales from {SmallestScale} to {LargestScale} for a composition, expected numbers above 0 and at most 1, the smaller one first."));
        }
    }

    private static ImagePixels Canvas(int height, int width, int channels, ref RandomStream random)
    {
        Span<float> corners = stackalloc float[4 * channels];
        foreach (ref var value in corners)
            value = random.NextUniform(Noise, 255 - Noise);
        var bytes = new byte[height * width * channels];
        var place = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (down, right) = ((y + 0.5f) / height, (x + 0.5f) / width);
                var noise = random.NextWord();
                for (var channel = 0; channel < channels; channel++, noise >>= 8)
                {
                    var (upper, lower) = (Between(corners[channel], corners[channels + channel], right), Between(corners[2 * channels + channel], corners[3 * channels + channel], right));
                    bytes[place++] = (byte)(Between(upper, lower, down) + (noise & 0xFF) * (2f * Noise / 255) - Noise + 0.5f);
                }
            }
        }

        return new ImagePixels(height, width, channels, bytes);
    }

    private static float Between(float first, float second, float part) => first + (second - first) * part;
}
