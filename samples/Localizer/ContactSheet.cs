using CnnGen;

namespace LocalizerSample;

/// <summary>A picture of many images with their true and their predicted boxes and labels.</summary>
internal static class ContactSheet
{
    private const int Columns = 6;
    private const int Zoom = 3;
    private const int Gap = 14;
    private const int CaptionHeight = 30;
    private const int Head = 34;

    private static readonly Rgb s_ground = new(250, 250, 252);
    private static readonly Rgb s_text = new(40, 40, 48);
    private static readonly Rgb s_faint = new(110, 110, 120);
    private static readonly Rgb s_true = new(40, 200, 90);
    private static readonly Rgb s_predicted = new(255, 120, 0);
    private static readonly Rgb s_wrong = new(205, 30, 40);

    /// <summary>Draws the images, enlarged.</summary>
    /// <param name="pairs">At least one, all in one size, gray or RGB.</param>
    public static Bitmap Of(IReadOnlyList<(BoxedImage Truth, Prediction Prediction)> pairs, IReadOnlyList<string> labels)
    {
        var (height, width) = (pairs[0].Truth.Pixels.Height * Zoom, pairs[0].Truth.Pixels.Width * Zoom);
        var rows = (pairs.Count + Columns - 1) / Columns;
        var columns = Math.Min(Columns, pairs.Count);
        var sheet = new Bitmap(Gap + columns * (width + Gap), Head + rows * (height + CaptionHeight + Gap), s_ground);
        DrawLegend(sheet);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (left, top) = (Gap + i % Columns * (width + Gap), Head + i / Columns * (height + CaptionHeight + Gap));
            DrawImage(sheet, pairs[i].Truth.Pixels, left, top);
            if (pairs[i].Truth.Box.HasArea)
                DrawBox(sheet, pairs[i].Truth.Box, left, top, width, height, s_true);
            DrawBox(sheet, pairs[i].Prediction.Box, left, top, width, height, s_predicted);
            DrawCaption(sheet, pairs[i].Truth, pairs[i].Prediction, labels, left, top + height + 6);
        }

        return sheet;
    }

    private static void DrawLegend(Bitmap sheet)
    {
        sheet.FillRectangle(Gap, 13, 14, 8, s_true);
        sheet.DrawText(Gap + 20, 13, "true box", s_text);
        sheet.FillRectangle(Gap + 90, 13, 14, 8, s_predicted);
        sheet.DrawText(Gap + 110, 13, "predicted box", s_text);
    }

    private static void DrawImage(Bitmap sheet, ImagePixels image, int left, int top)
    {
        for (var place = 0; place < image.Height * image.Width; place++)
        {
            var pixel = image.Bytes.AsSpan(place * image.Channels, image.Channels);
            var color = pixel.Length == 3 ? new Rgb(pixel[0], pixel[1], pixel[2]) : new Rgb(pixel[0], pixel[0], pixel[0]);
            sheet.FillRectangle(left + place % image.Width * Zoom, top + place / image.Width * Zoom, Zoom, Zoom, color);
        }
    }

    /// <summary>Two pixels of colour with a dark line on either side, to be seen on any image.</summary>
    private static void DrawBox(Bitmap sheet, BoundingBox box, int left, int top, int width, int height, Rgb color)
    {
        var (xMin, yMin, xMax, yMax) = box.Clipped().ToPixels(width, height);
        var (x, y, right, bottom) = ((int)MathF.Round(xMin), (int)MathF.Round(yMin), (int)MathF.Round(xMax), (int)MathF.Round(yMax));
        for (var ring = 0; ring < 4; ring++)
            sheet.DrawRectangle(left + x + ring - 1, top + y + ring - 1, right - x - 2 * ring + 2, bottom - y - 2 * ring + 2, ring is 1 or 2 ? color : Rgb.Black);
    }

    private static void DrawCaption(Bitmap sheet, BoxedImage truth, Prediction prediction, IReadOnlyList<string> labels, int left, int top)
    {
        var isRight = truth.Label == prediction.Label;
        sheet.DrawText(left, top, $"{labels[prediction.Label]} {prediction.Probability:0.00}", isRight ? s_text : s_wrong);
        var overlap = $"IoU {truth.Box.IntersectionOverUnion(prediction.Box):0.00}";
        sheet.DrawText(left, top + 13, isRight ? overlap : $"{overlap}   true: {labels[truth.Label]}", isRight ? s_faint : s_wrong);
    }
}
