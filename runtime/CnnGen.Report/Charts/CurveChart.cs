using CnnGen.Report.Drawing;
using CnnGen.Report.Html;

namespace CnnGen.Report.Charts;

/// <summary>Values of the epochs as lines.</summary>
internal static class CurveChart
{
    private const double Width = 440;
    private const double Height = 250;
    private const double Top = 34;
    private const double Bottom = Height - 34;
    private const double Right = Width - 14;

    /// <param name="lines">A name and a value of each epoch; one that is not finite interrupts the line.</param>
    public static Picture Of(string name, string title, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines)
    {
        var finite = lines.SelectMany(line => line.Values).Where(double.IsFinite).ToArray();
        var epochs = lines.Max(line => line.Values.Count);
        var ticks = finite.Length == 0 ? new AxisTicks(0, 1, 4) : new AxisTicks(finite.Min(), finite.Max(), 4);
        var steps = new AxisTicks(1, Math.Max(2, epochs), 6, whole: true);
        var left = 12 + 6.2 * ticks.All().Max(tick => tick.Label.Length);
        double X(double epoch) => epochs < 2 ? (left + Right) / 2 : left + (epoch - 1) / (epochs - 1) * (Right - left);
        double Y(double value) => Bottom - (value - ticks.Low) / (ticks.High - ticks.Low) * (Bottom - Top);
        return new Picture(name, $"{title} of {epochs} epochs", Width, Height, canvas =>
        {
            foreach (var (value, label) in ticks.All())
            {
                canvas.Line(left, Y(value), Right, Y(value), Paint.Line);
                canvas.Text(left - 6, Y(value), label, Paint.Quiet, 11, Anchor.End);
            }

            foreach (var (epoch, label) in steps.All().Where(tick => tick.Value >= 1 && tick.Value <= epochs))
                canvas.Text(X(epoch), Bottom + 13, label, Paint.Quiet, 11, Anchor.Middle);
            canvas.Text(Right, Height - 7, "epoch", Paint.Quiet, 11, Anchor.End);
            DrawLegend(canvas, left, lines);
            for (var i = 0; i < lines.Count; i++)
                DrawLine(canvas, lines[i], Paint.Groups[i % Paint.Groups.Count], X, Y);
        });
    }

    private static void DrawLegend(Canvas canvas, double left, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            canvas.Line(left, 13, left + 18, 13, Paint.Groups[i % Paint.Groups.Count], 3);
            var last = lines[i].Values.LastOrDefault(double.IsFinite, double.NaN);
            var text = $"{lines[i].Name} {HtmlText.Number(last)}";
            canvas.Text(left + 24, 13, text, Paint.Ink, 12);
            left += 44 + 6.4 * text.Length;
        }
    }

    private static void DrawLine(Canvas canvas, (string Name, IReadOnlyList<double> Values) line, Paint paint, Func<double, double> x, Func<double, double> y)
    {
        List<(double X, double Y)> piece = [];
        for (var i = 0; i <= line.Values.Count; i++)
        {
            if (i < line.Values.Count && double.IsFinite(line.Values[i]))
            {
                var point = (x(i + 1), y(line.Values[i]));
                piece.Add(point);
                // Few points are marked; many would hide the line.
                if (line.Values.Count <= 40)
                    canvas.Dot(point.Item1, point.Item2, 3, paint, $"{line.Name}, epoch {i + 1}: {HtmlText.Number(line.Values[i])}");
                continue;
            }

            if (piece.Count > 1)
                canvas.Line([.. piece], paint, 2);
            piece.Clear();
        }
    }
}
