namespace CnnGen;

/// <summary>Draws what a layer makes of one image: a tile a channel, each from its own smallest value (dark) to its largest (bright).</summary>
public static class FeatureMapGrid
{
    private const int TilePixels = 84;

    /// <summary>A tile a channel, numbered.</summary>
    /// <param name="activations">Height rows of width x channels values.</param>
    /// <param name="rowStride">Values from the start of a row to the start of the next; 0 where rows follow each other without a gap.</param>
    /// <exception cref="ArgumentException">There are fewer values than that, or the picture would be too large.</exception>
    public static Bitmap Render(ReadOnlySpan<float> activations, int height, int width, int channels, int rowStride = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        var rowLength = (long)width * channels;
        var stride = rowStride == 0 ? rowLength : rowStride;
        if (stride < rowLength || activations.Length < (height - 1) * stride + rowLength)
        {
            throw new ArgumentException(
                $"Found {activations.Length} values with rows {stride} apart, expected {height} rows of {width} x {channels}.", nameof(activations));
        }

        var values = activations.ToArray();
        var grid = new TileGrid(channels, TileGrid.Columns(channels), width, height, TileGrid.Zoom(width, TilePixels));
        for (var tile = 0; tile < channels; tile++)
        {
            var channel = tile;
            float At(int y, int x) => values[y * stride + (long)x * channels + channel];
            var (low, high) = Range(height, width, At);
            // A flat map is dark where it is zero and of middle brightness elsewhere.
            var flat = low == 0 ? 0 : 0.5;
            grid.Draw(tile, height, width, (y, x) => ColorMap.Glow(high > low ? (At(y, x) - low) / ((double)high - low) : flat));
        }

        return grid.Bitmap;
    }

    private static (float Low, float High) Range(int height, int width, Func<int, int, float> at)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                (low, high) = (Math.Min(low, at(y, x)), Math.Max(high, at(y, x)));
        }

        return (low, high);
    }
}
