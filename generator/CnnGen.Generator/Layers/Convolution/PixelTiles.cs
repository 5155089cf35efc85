using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>How the pixels of an image are cut into tiles: along its rows, or, where these are short, by several rows at once.</summary>
/// <param name="Shape">Pixels, or rows, and vectors of channels of a tile.</param>
/// <param name="WholeRows">Whether the tile's rows are rows of the image.</param>
internal readonly record struct PixelTiles(TileShape Shape, bool WholeRows)
{
    /// <param name="pooled">Sums of a pixel.</param>
    public static PixelTiles Of(int rows, int columns, int pooled, Lanes lanes)
    {
        var along = TileShape.For(columns, lanes.Vectors, lanes.Bits, pooled, out double cost);
        if (rows == 1 || pooled > 1) return new PixelTiles(along, false);
        var whole = TileShape.For(rows, lanes.Vectors, lanes.Bits, columns, out double wholeCost);
        return wholeCost < rows * cost ? new PixelTiles(whole, true) : new PixelTiles(along, false);
    }

    /// <summary>All tiles of the pixels.</summary>
    public int Count(int rows, int columns) => WholeRows ? TilesOf(rows) : rows * TilesOf(columns);

    private int TilesOf(int length) => (length + Shape.Rows - 1) / Shape.Rows;
}
