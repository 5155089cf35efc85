namespace CnnGen.Report.Drawing;

/// <summary>A tile of a sheet: a small picture with up to two lines of text under it.</summary>
/// <param name="Bitmap">Made when it is drawn, so that a sheet of many holds one at a time.</param>
/// <param name="Caption">The line under the tile.</param>
internal sealed record Tile(Func<Bitmap> Bitmap, string Caption, string Detail = "")
{
    /// <summary>What the captions are written in.</summary>
    public Paint Ink { get; init; } = Paint.Ink;

    /// <summary>Drawn over the tile, in parts of its width and height.</summary>
    public IReadOnlyList<(BoundingBox Box, Paint Paint, bool Dashed)> Boxes { get; init; } = [];
}

/// <summary>Tiles of one size in rows.</summary>
internal static class TilePicture
{
    /// <summary>Pixels between tiles.</summary>
    public const double Gap = 8;

    /// <param name="aspect">Height of a tile over its width.</param>
    /// <param name="tileWidth">Pixels of a tile.</param>
    public static Picture Of(string name, string label, IReadOnlyList<Tile> tiles, double tileWidth, double aspect, double width = 380)
    {
        var columns = Math.Max(1, Math.Min(tiles.Count, (int)((width + Gap) / (tileWidth + Gap))));
        var tileHeight = tileWidth * aspect;
        var textHeight = tiles.Any(tile => tile.Detail.Length > 0) ? 30 : tiles.Any(tile => tile.Caption.Length > 0) ? 16 : 0;
        var rows = (tiles.Count + columns - 1) / columns;
        var rowHeight = tileHeight + textHeight + Gap;
        return new Picture(name, label, columns * (tileWidth + Gap) - Gap, rows * rowHeight - Gap + 1, canvas =>
        {
            for (var i = 0; i < tiles.Count; i++)
            {
                var (left, top) = (i % columns * (tileWidth + Gap), i / columns * rowHeight);
                var tile = tiles[i];
                canvas.Image(left, top, tileWidth, tileHeight, tile.Bitmap(), tile.Detail.Length > 0 ? $"{tile.Caption}, {tile.Detail}" : tile.Caption);
                foreach (var (box, paint, dashed) in tile.Boxes)
                    DrawBox(canvas, left, top, tileWidth, tileHeight, box, paint, dashed);
                var size = Math.Min(11, Math.Max(7, tileWidth / 7));
                canvas.Text(left, top + tileHeight + 9, Canvas.Fit(tile.Caption, tileWidth + Gap - 2, size), tile.Ink, size);
                canvas.Text(left, top + tileHeight + 23, Canvas.Fit(tile.Detail, tileWidth + Gap - 2, size), Paint.Quiet, size);
            }
        });
    }

    private static void DrawBox(Canvas canvas, double left, double top, double width, double height, BoundingBox box, Paint paint, bool dashed)
    {
        var ordered = box.Ordered();
        double Inside(float part) => Math.Clamp(part, 0, 1);
        var (x, y) = (left + Inside(ordered.XMin) * width, top + Inside(ordered.YMin) * height);
        var (w, h) = (left + Inside(ordered.XMax) * width - x, top + Inside(ordered.YMax) * height - y);
        // A dark line behind it keeps it visible on every image; behind dashes it would hide the box that they may lie on.
        var thickness = width < 100 ? 1.2 : 2;
        if (!dashed)
            canvas.Frame(x, y, w, h, Paint.Fixed(Rgb.Black), thickness * 1.7);
        canvas.Frame(x, y, w, h, paint, thickness, dashed);
    }
}
