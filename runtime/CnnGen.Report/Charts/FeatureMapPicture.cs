using CnnGen.Report.Drawing;
using CnnGen.Report.Gradients;

namespace CnnGen.Report.Charts;

/// <summary>What a layer makes of an image: a tile a channel, each from its own smallest value to its largest.</summary>
internal static class FeatureMapPicture
{
    public static Picture Of(string layer, float[] activation, Volume size, int most)
    {
        var tiles = Enumerable.Range(0, Math.Min(most, size.Channels)).Select(channel => new Tile(
            () => Draw(activation, size, channel), FormattableString.Invariant($"{channel}"))).ToArray();
        var tileWidth = Math.Clamp(380.0 / Math.Ceiling(Math.Sqrt(tiles.Length * 1.2)) - 8, 39, 120);
        return TilePicture.Of($"feature-maps-{layer}", $"{tiles.Length} feature maps of {layer}", tiles, tileWidth, (double)size.Height / size.Width);
    }

    private static Bitmap Draw(float[] activation, Volume size, int channel)
    {
        float At(int pixel) => activation[pixel * size.Channels + channel];
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var pixel = 0; pixel < size.Pixels; pixel++)
            (low, high) = (Math.Min(low, At(pixel)), Math.Max(high, At(pixel)));
        var bitmap = new Bitmap(size.Width, size.Height, Rgb.Black);
        for (var pixel = 0; pixel < size.Pixels; pixel++)
        {
            // A flat map is dark where it is zero and of middle brightness elsewhere.
            var value = high > low ? (At(pixel) - low) / ((double)high - low) : low == 0 ? 0 : 0.5;
            bitmap[pixel % size.Width, pixel / size.Width] = ColorMap.Glow(value);
        }

        return bitmap;
    }
}
