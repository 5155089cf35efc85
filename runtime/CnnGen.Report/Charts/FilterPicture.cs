using CnnGen.Report.Drawing;

namespace CnnGen.Report.Charts;

/// <summary>The filters of a convolution: a tile a filter.</summary>
internal static class FilterPicture
{
    /// <summary>Tiles that are drawn; a layer can have thousands.</summary>
    private const int Most = 64;

    /// <param name="shape">Height, width, input channels of a group, output channels.</param>
    public static Picture Of(string layer, float[] kernel, IReadOnlyList<int> shape)
    {
        var (height, width, inputs, outputs) = (shape[0], shape[1], shape[2], shape[3]);
        var largest = Math.Max(kernel.Max(Math.Abs), float.Epsilon);
        double At(int pixel, int input, int output) => kernel[(pixel * inputs + input) * outputs + output] / largest;
        // Three input channels are the colours of a filter. With others, each channel has a tile.
        var isColor = inputs == 3;
        var tilesOfFilter = isColor ? 1 : inputs;
        var tiles = Enumerable.Range(0, Math.Min(Most, outputs * tilesOfFilter)).Select(tile => new Tile(
            () =>
            {
                var bitmap = new Bitmap(width, height, Rgb.White);
                for (var pixel = 0; pixel < height * width; pixel++)
                {
                    byte Byte(int input) => (byte)Math.Round(127.5 + 127.5 * Math.Clamp(At(pixel, input, tile), -1, 1));
                    bitmap[pixel % width, pixel / width] = isColor ? new Rgb(Byte(0), Byte(1), Byte(2)) : ColorMap.Diverging(At(pixel, tile % inputs, tile / inputs));
                }

                return bitmap;
            },
            inputs == 1 || isColor ? FormattableString.Invariant($"{tile}") : FormattableString.Invariant($"{tile / inputs}:{tile % inputs}"))).ToArray();
        return TilePicture.Of($"filters-{layer}", $"{tiles.Length} filters of {layer}", tiles, 39, (double)height / width);
    }
}
