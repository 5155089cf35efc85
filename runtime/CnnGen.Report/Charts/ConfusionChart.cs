using CnnGen.Report.Drawing;
using CnnGen.Report.Html;

namespace CnnGen.Report.Charts;

/// <summary>A confusion matrix: a row for each class, a column for what its images were taken for.</summary>
internal static class ConfusionChart
{
    /// <summary>Beyond so many classes the numbers of a matrix can't be read.</summary>
    public const int MostClasses = 40;

    public static Picture Of(string name, string head, ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        var classes = matrix.Classes;
        var cell = Math.Clamp(400.0 / classes, 16, 64);
        var size = Math.Min(12, cell * 0.32);
        var textWidth = Math.Min(90, 10 + 6 * labels.Max(label => label.Length));
        var (left, top) = (textWidth + 22, 40.0);
        return new Picture(name, $"Confusion matrix of {head}: {HtmlText.Percent(matrix.Accuracy)} right", Math.Max(290, left + cell * classes + 2), top + cell * classes + 2, canvas =>
        {
            canvas.Text(0, 8, "rows: what it is, columns: what it was taken for", Paint.Quiet, 11);
            for (var i = 0; i < classes; i++)
            {
                canvas.Text(left + (i + 0.5) * cell, 28, Canvas.Fit(labels[i], cell - 2, 10), Paint.Ink, 10, Anchor.Middle);
                canvas.Text(left - 8, top + (i + 0.5) * cell, Canvas.Fit(labels[i], textWidth, 11), Paint.Ink, 11, Anchor.End);
            }

            for (var actual = 0; actual < classes; actual++)
            {
                var images = Enumerable.Range(0, classes).Sum(predicted => matrix[actual, predicted]);
                for (var predicted = 0; predicted < classes; predicted++)
                    DrawCell(canvas, left + predicted * cell, top + actual * cell, cell, size, matrix[actual, predicted], images, actual == predicted, $"{labels[actual]} taken for {labels[predicted]}");
            }
        });
    }

    private static void DrawCell(Canvas canvas, double left, double top, double cell, double size, long count, long images, bool isRight, string what)
    {
        var share = images == 0 ? 0 : (double)count / images;
        canvas.Rectangle(left + 0.5, top + 0.5, cell - 1, cell - 1, Paint.Line, 0.35, 2, $"{what}: {count} of {images}");
        // What is wrong is shown stronger than its share: one of a hundred is what one looks for.
        var strength = isRight ? 0.12 + 0.78 * share : Math.Min(0.9, 0.25 + Math.Sqrt(share) * 1.1);
        if (count > 0)
            canvas.Rectangle(left + 0.5, top + 0.5, cell - 1, cell - 1, isRight ? Paint.Accent : Paint.Other, strength, 2);
        if (count > 0 || isRight)
            canvas.Text(left + cell / 2, top + cell / 2, FormattableString.Invariant($"{count}"), strength > 0.55 ? Paint.Surface : Paint.Ink, size, Anchor.Middle);
    }
}
