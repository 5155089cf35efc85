namespace CnnGen.Report.Drawing;

/// <summary>Draws pixels, in the colours of a light page and twice as large, so that small letters can be read.</summary>
internal sealed class BitmapCanvas : Canvas
{
    // A bitmap has no longer side; very long diagrams are drawn smaller.
    private const double LongestSide = 32_000;

    private readonly double _scale;

    public BitmapCanvas(double width, double height)
    {
        _scale = Math.Min(2, LongestSide / Math.Max(width, height));
        Bitmap = new Bitmap(Math.Max(1, Scaled(width)), Math.Max(1, Scaled(height)), Rgb.White);
    }

    public Bitmap Bitmap { get; }

    /// <summary>Where the top left corner of what is drawn lies.</summary>
    public (double X, double Y) Origin { get; set; }

    public override void Rectangle(double left, double top, double width, double height, Paint fill, double opacity = 1, double radius = 0, string? title = null)
    {
        var (x, y, w, h) = (AcrossOf(left), DownOf(top), AcrossOf(left + width) - AcrossOf(left), DownOf(top + height) - DownOf(top));
        if (opacity >= 1)
        {
            Bitmap.FillRectangle(x, y, w, h, fill.Light);
            return;
        }

        for (var row = Math.Max(0, y); row < Math.Min(y + h, Bitmap.Height); row++)
        {
            for (var column = Math.Max(0, x); column < Math.Min(x + w, Bitmap.Width); column++)
                Bitmap[column, row] = Bitmap[column, row].Mix(fill.Light, opacity);
        }
    }

    public override void Frame(double left, double top, double width, double height, Paint stroke, double thickness = 1, bool dashed = false, double radius = 0) =>
        Line([(left, top), (left + width, top), (left + width, top + height), (left, top + height), (left, top)], stroke, thickness, dashed);

    public override void Line(IReadOnlyList<(double X, double Y)> points, Paint stroke, double thickness = 1, bool dashed = false)
    {
        foreach (var (from, to) in points.Zip(points.Skip(1)))
        {
            if (!dashed)
            {
                Draw(from, to);
                continue;
            }

            var length = double.Hypot(to.X - from.X, to.Y - from.Y);
            for (var at = 0.0; at < length; at += 7)
                Draw(Along(at / length), Along(Math.Min(1, (at + 4) / length)));

            (double X, double Y) Along(double part) => (double.Lerp(from.X, to.X, part), double.Lerp(from.Y, to.Y, part));
        }

        void Draw((double X, double Y) from, (double X, double Y) to) =>
            Bitmap.DrawLine(
                (Origin.X + from.X) * _scale, (Origin.Y + from.Y) * _scale, (Origin.X + to.X) * _scale, (Origin.Y + to.Y) * _scale, stroke.Light, thickness * _scale);
    }

    public override void Dot(double x, double y, double radius, Paint fill, string? title = null) => Line([(x, y), (x, y)], fill, 2 * radius);

    public override void Text(double x, double middle, string text, Paint ink, double size = 11, Anchor anchor = Anchor.Start, bool bold = false)
    {
        var scale = Math.Max(1, (int)(size * _scale / 10));
        var width = Bitmap.TextWidth(text, scale);
        var left = AcrossOf(x) - (anchor == Anchor.Start ? 0 : anchor == Anchor.Middle ? width / 2 : width);
        Bitmap.DrawText(left, DownOf(middle) - scale * PixelFont.Ascent / 2, text, ink.Light, scale);
        if (bold)
            Bitmap.DrawText(left + 1, DownOf(middle) - scale * PixelFont.Ascent / 2, text, ink.Light, scale);
    }

    public override void Image(double left, double top, double width, double height, Bitmap bitmap, string? title = null) =>
        Bitmap.DrawBitmap(AcrossOf(left), DownOf(top), Math.Max(1, Scaled(width)), Math.Max(1, Scaled(height)), bitmap);

    private int AcrossOf(double x) => Scaled(Origin.X + x);

    private int DownOf(double y) => Scaled(Origin.Y + y);

    private int Scaled(double value) => (int)Math.Round(value * _scale);
}
