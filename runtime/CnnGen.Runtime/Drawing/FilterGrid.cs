namespace CnnGen;

/// <summary>Draws the filters of a convolution: negative weights blue, positive ones red, all on one scale.</summary>
public static class FilterGrid
{
    private const int TilePixels = 48;

    /// <summary>
    /// A tile a filter, numbered by output channel. With several input channels a row a channel, with the output channels from left to right.
    /// </summary>
    /// <param name="kernel">Height x width x input channels x output channels.</param>
    /// <exception cref="ArgumentException">The kernel has another length, or the picture would be too large.</exception>
    public static Bitmap Render(ReadOnlySpan<float> kernel, int height, int width, int inputChannels, int outputChannels)
    {
        var expected = (long)height * width * inputChannels * outputChannels;
        if (kernel.IsEmpty || kernel.Length != expected)
        {
            throw new ArgumentException(
                $"Found {kernel.Length} weights, expected {height} x {width} x {inputChannels} x {outputChannels}, at least one of each.", nameof(kernel));
        }

        var weights = kernel.ToArray();
        var largest = Math.Max(weights.Max(Math.Abs), float.Epsilon);
        var tiles = inputChannels * outputChannels;
        var columns = inputChannels == 1 ? TileGrid.Columns(tiles) : outputChannels;
        var grid = new TileGrid(tiles, columns, width, height, TileGrid.Zoom(width, TilePixels));
        for (var tile = 0; tile < tiles; tile++)
        {
            var channel = tile;
            grid.Draw(tile, height, width, (y, x) => ColorMap.Diverging(weights[(y * width + x) * tiles + channel] / largest));
        }

        return grid.Bitmap;
    }
}
