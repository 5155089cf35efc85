using System.Globalization;
using System.Text;
using CnnGen.Report.Html;

namespace CnnGen.Report.Drawing;

/// <summary>Draws as SVG inside the page, in the page's colours.</summary>
internal sealed class SvgCanvas : Canvas
{
    private readonly StringBuilder _svg = new();

    public override void Rectangle(double left, double top, double width, double height, Paint fill, double opacity = 1, double radius = 0, string? title = null) => Element(
        "rect", $"{Box(left, top, width, height)}{Attribute("rx", radius, 0)} fill=\"{Color(fill)}\"{Attribute("fill-opacity", opacity, 1)}", title);

    public override void Frame(double left, double top, double width, double height, Paint stroke, double thickness = 1, bool dashed = false, double radius = 0) => Element(
        "rect", $"{Box(left, top, width, height)}{Attribute("rx", radius, 0)} fill=\"none\"{Stroke(stroke, thickness, dashed)}", null);

    public override void Line(IReadOnlyList<(double X, double Y)> points, Paint stroke, double thickness = 1, bool dashed = false) => Element(
        "polyline", $" points=\"{string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))}\" fill=\"none\"{Stroke(stroke, thickness, dashed)} stroke-linejoin=\"round\" stroke-linecap=\"round\"", null);

    public override void Dot(double x, double y, double radius, Paint fill, string? title = null) =>
        Element("circle", $" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{Color(fill)}\"", title);

    public override void Text(double x, double middle, string text, Paint ink, double size = 11, Anchor anchor = Anchor.Start, bool bold = false)
    {
        var place = anchor == Anchor.Start ? "" : anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
        // Half of a capital letter's height below its middle is the line that letters stand on.
        _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(middle + 0.36 * size)}\" font-size=\"{Number(size)}\"{place}{(bold ? " font-weight=\"600\"" : "")} fill=\"{Color(ink)}\">{HtmlText.Escape(text)}</text>");
    }

    public override void Image(double left, double top, double width, double height, Bitmap bitmap, string? title = null) => Element(
        "image", $"{Box(left, top, width, height)} preserveAspectRatio=\"none\" href=\"{DataUri.Of(bitmap)}\"", title);

    /// <summary>The whole picture, as wide as its place allows.</summary>
    /// <param name="label">What it shows, for those who can't see it.</param>
    public string ToSvg(double width, double height, string label) => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg viewBox=\"0 0 {Number(width)} {Number(height)}\" style=\"max-width:{Number(width)}px\" role=\"img\" aria-label=\"{HtmlText.Escape(label)}\">{_svg}</svg>");

    private void Element(string name, string attributes, string? title) => _svg.Append(
        title is null ? $"<{name}{attributes}/>" : $"<{name}{attributes}><title>{HtmlText.Escape(title)}</title></{name}>");

    private static string Box(double left, double top, double width, double height) =>
        $" x=\"{Number(left)}\" y=\"{Number(top)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"";

    private static string Stroke(Paint stroke, double thickness, bool dashed) =>
        $" stroke=\"{Color(stroke)}\"{Attribute("stroke-width", thickness, 1)}{(dashed ? " stroke-dasharray=\"4 3\"" : "")}";

    private static string Attribute(string name, double value, double otherwise) => value == otherwise ? "" : $" {name}=\"{Number(value)}\"";

    private static string Color(Paint paint) => paint.Variable is { } variable
        ? $"var(--{variable})"
        : string.Create(CultureInfo.InvariantCulture, $"#{paint.Light.R:x2}{paint.Light.G:x2}{paint.Light.B:x2}");

    private static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
