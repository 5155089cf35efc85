namespace CnnGen.Report.Drawing;

/// <summary>What a picture is drawn on, so that one drawing makes the SVG of the page and the PNG file. Units are pixels of the page, from the top left corner.</summary>
internal abstract class Canvas
{
    /// <param name="title">What a pointer over it shows.</param>
    public abstract void Rectangle(double left, double top, double width, double height, Paint fill, double opacity = 1, double radius = 0, string? title = null);

    public abstract void Frame(double left, double top, double width, double height, Paint stroke, double thickness = 1, bool dashed = false, double radius = 0);

    public abstract void Line(IReadOnlyList<(double X, double Y)> points, Paint stroke, double thickness = 1, bool dashed = false);

    public abstract void Dot(double x, double y, double radius, Paint fill, string? title = null);

    /// <summary>One line of text, the middle of its capital letters at <paramref name="middle"/>.</summary>
    /// <param name="size">The size of the font; a letter is about 0.55 times as wide.</param>
    public abstract void Text(double x, double middle, string text, Paint ink, double size = 11, Anchor anchor = Anchor.Start, bool bold = false);

    /// <summary>A picture of pixels, which stay squares where it is enlarged.</summary>
    public abstract void Image(double left, double top, double width, double height, Bitmap bitmap, string? title = null);

    public void Line(double x0, double y0, double x1, double y1, Paint stroke, double thickness = 1, bool dashed = false) =>
        Line([(x0, y0), (x1, y1)], stroke, thickness, dashed);

    /// <summary>The most of a text that is not wider than a space, with dots where it was cut.</summary>
    public static string Fit(string text, double width, double size)
    {
        var letters = Math.Max(1, (int)(width / (0.58 * size)));
        return text.Length <= letters ? text : letters < 4 ? text[..letters] : text[..(letters - 2)] + "..";
    }
}
