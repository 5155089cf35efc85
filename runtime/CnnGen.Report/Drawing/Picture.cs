namespace CnnGen.Report.Drawing;

/// <summary>A picture of the report: part of the page, and a PNG file.</summary>
/// <param name="Name">The name of the file without its extension.</param>
/// <param name="Label">What it shows, for those who can't see it.</param>
/// <param name="Width">Pixels of the page, not counting what zooms it.</param>
internal sealed record Picture(string Name, string Label, double Width, double Height, Action<Canvas> Draw)
{
    public string ToSvg()
    {
        var canvas = new SvgCanvas();
        Draw(canvas);
        return canvas.ToSvg(Width, Height, Label);
    }

    public Bitmap ToBitmap()
    {
        var canvas = new BitmapCanvas(Width, Height);
        Draw(canvas);
        return canvas.Bitmap;
    }
}
