using System.Globalization;

namespace CnnGen;

/// <summary>Many small pictures of one size in rows, each with a number above it.</summary>
internal sealed class TileGrid
{
    private const int Gap = 8;
    private const int Caption = 10;
    private static readonly Rgb s_text = new(90, 90, 98);
    private static readonly Rgb s_border = new(200, 200, 206);

    private readonly int _columns;
    private readonly int _tileWidth;
    private readonly int _tileHeight;
    private readonly int _zoom;

    /// <param name="width">Elements of a tile.</param>
    /// <param name="height">Elements of a tile.</param>
    /// <param name="zoom">Pixels of a side of an element.</param>
    public TileGrid(int count, int columns, int width, int height, int zoom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(zoom);
        _columns = Math.Min(columns, count);
        _zoom = zoom;
        // A tile is never narrower than its number.
        _tileWidth = Math.Max(checked(width * zoom), Bitmap.TextWidth(Number(count - 1))) + Gap;
        _tileHeight = checked(height * zoom) + Caption + Gap;
        var rows = (count + _columns - 1) / _columns;
        Bitmap = new Bitmap(checked(_columns * _tileWidth + Gap), checked(rows * _tileHeight + Gap), Rgb.White);
    }

    /// <summary>The picture.</summary>
    public Bitmap Bitmap { get; }

    /// <summary>Columns that make a picture of many tiles about as high as wide, and even rows where that is possible.</summary>
    public static int Columns(int count)
    {
        var columns = (int)Math.Ceiling(Math.Sqrt(count));
        for (var wider = columns; wider <= 2 * columns; wider++)
        {
            if (count % wider == 0)
                return wider;
        }

        return columns;
    }

    /// <summary>A zoom that makes a tile about this many pixels wide.</summary>
    public static int Zoom(int width, int pixels) => Math.Max(1, pixels / width);

    /// <summary>Draws a tile, the colour of each element from its row and column.</summary>
    public void Draw(int index, int height, int width, Func<int, int, Rgb> color)
    {
        var left = Gap + index % _columns * _tileWidth;
        var top = Gap + index / _columns * _tileHeight;
        Bitmap.DrawText(left, top, Number(index), s_text);
        top += Caption;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                Bitmap.FillRectangle(left + x * _zoom, top + y * _zoom, _zoom, _zoom, color(y, x));
        }

        Bitmap.DrawRectangle(left - 1, top - 1, width * _zoom + 2, height * _zoom + 2, s_border);
    }

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
