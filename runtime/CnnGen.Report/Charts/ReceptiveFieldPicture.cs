using CnnGen.Report.Drawing;

namespace CnnGen.Report.Charts;

/// <summary>What the middle place of each layer sees, drawn on the image.</summary>
internal static class ReceptiveFieldPicture
{
    private const double Side = 300;

    public static Picture Of(ImageSample image, IReadOnlyList<(string Layer, ReceptiveField Field)> fields)
    {
        var (height, width, _) = image.Shape;
        var zoom = Side / Math.Max(height, width);
        var legendTop = height * zoom + 14;
        return new Picture("receptive-fields", "What a place of each layer sees of the image", Math.Max(Side, width * zoom), legendTop + fields.Count * 18, canvas =>
        {
            canvas.Image(0, 0, width * zoom, height * zoom, image.ToBitmap());
            canvas.Rectangle(0, 0, width * zoom, height * zoom, Paint.Fixed(Rgb.Black), 0.35);
            for (var i = 0; i < fields.Count; i++)
            {
                var (layer, field) = fields[i];
                var paint = Paint.Fixed(ColorMap.Glow(0.45 + 0.5 * i / Math.Max(1, fields.Count - 1)));
                // Those that see the same are drawn inside one another.
                var (left, top) = (Math.Max(0, field.Left), Math.Max(0, field.Top));
                var (right, bottom) = (Math.Min(width, field.Left + field.Width), Math.Min(height, field.Top + field.Height));
                var inset = 1.0 + i * 0.6;
                canvas.Frame(left * zoom + inset, top * zoom + inset, (right - left) * zoom - 2 * inset, (bottom - top) * zoom - 2 * inset, paint, 2);
                canvas.Rectangle(0, legendTop + i * 18 - 5, 12, 10, paint, 1, 2);
                canvas.Text(20, legendTop + i * 18, $"{layer}: {field.Height} x {field.Width} pixels", Paint.Ink, 12);
            }
        });
    }
}
