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

    /// <summary>The picture with a margin, under a line that says what it shows.</summary>
    public Bitmap ToBitmap()
    {
        const double Margin = 12;
        const double Heading = 20;
        const double LetterSize = 11;
        var canvas = new BitmapCanvas(Width + 2 * Margin, Height + 2 * Margin + Heading);
        canvas.Text(Margin, Margin + 4, Canvas.Fit(Label, Width, LetterSize), Paint.Ink, LetterSize);
        canvas.Origin = (Margin, Margin + Heading);
        Draw(canvas);
        return canvas.Bitmap;
    }
}
