namespace CnnGen;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="X">Places along the horizontal axis.</param>
/// <param name="Y">Values; as many as places. One that is not finite interrupts the line.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>A chart of lines, such as the losses of the epochs.</summary>
public sealed class LineChart
{
    private const int TextScale = 2;
    private const int LetterHeight = PixelFont.Ascent * TextScale;
    private static readonly Rgb s_ink = new(52, 56, 66);
    private static readonly Rgb s_quiet = new(112, 118, 130);
    private static readonly Rgb s_line = new(222, 225, 231);
    private static readonly Rgb s_background = new(252, 252, 253);
    private static readonly Rgb[] s_palette =
        [new(38, 98, 190), new(226, 110, 36), new(36, 146, 92), new(190, 48, 84), new(128, 84, 184), new(110, 110, 110)];

    private readonly List<LineSeries> _series = [];

    /// <summary>What the chart shows.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the horizontal axis shows.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>What the vertical axis shows.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>Adds a line. The legend keeps the order.</summary>
    /// <exception cref="ArgumentException">There are not as many places as values.</exception>
    public LineChart Add(LineSeries series)
    {
        if (series.X.Count != series.Y.Count)
            throw new ArgumentException($"Found {series.X.Count} places and {series.Y.Count} values in \"{series.Name}\", expected as many of both.", nameof(series));
        _series.Add(series);
        return this;
    }

    /// <summary>Adds a line whose places are 1, 2, 3 ..., such as epochs.</summary>
    public LineChart Add(string name, IReadOnlyList<double> values) =>
        Add(new LineSeries(name, [.. Enumerable.Range(1, values.Count).Select(place => (double)place)], values));

    /// <summary>Draws the chart.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is smaller than 240 x 160 pixels, or too large for a picture.</exception>
    public Bitmap Render(int width = 900, int height = 500)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 240);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 160);
        var points = _series.SelectMany(Points).ToArray();
        if (points.Length == 0)
            points = [(0, 0), (1, 1)];
        var wholeX = points.All(point => point.X == Math.Floor(point.X));
        var yTicks = new AxisTicks(points.Min(point => point.Y), points.Max(point => point.Y), Math.Max(2, height / 60));
        var labelWidth = yTicks.All().Max(tick => Bitmap.TextWidth(tick.Label, TextScale));
        var left = 24 + (YLabel.Length > 0 ? 2 * LetterHeight : 0) + labelWidth;
        var top = 30 + (Title.Length > 0 ? 2 * LetterHeight : 0) + (_series.Count > 0 ? 2 * LetterHeight : 0);
        var right = width - 28;
        var bottom = height - 24 - LetterHeight - (XLabel.Length > 0 ? 2 * LetterHeight : 0);
        var (firstX, lastX) = (points.Min(point => point.X), points.Max(point => point.X));
        var xTicks = new AxisTicks(firstX, lastX, Math.Max(2, (right - left) / 70), wholeX);
        // The horizontal axis ends with the data; only a single place needs the room of the ticks.
        var plot = new Plot(left, top, right, bottom, firstX < lastX ? firstX : xTicks.Low, firstX < lastX ? lastX : xTicks.High, yTicks.Low, yTicks.High);

        var bitmap = new Bitmap(width, height, s_background);
        bitmap.FillRectangle(left, top, right - left, bottom - top, Rgb.White);
        DrawAxes(bitmap, plot, xTicks, yTicks);
        DrawLabels(bitmap, plot);
        for (var i = 0; i < _series.Count; i++)
            DrawSeries(bitmap, plot, _series[i], s_palette[i % s_palette.Length]);
        DrawLegend(bitmap, left, top - 2 * LetterHeight);
        return bitmap;
    }

    private static IEnumerable<(double X, double Y)> Points(LineSeries series) =>
        series.X.Zip(series.Y).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second));

    private static void DrawAxes(Bitmap bitmap, Plot plot, AxisTicks xTicks, AxisTicks yTicks)
    {
        foreach (var (value, label) in yTicks.All())
        {
            var y = (int)Math.Round(plot.Y(value));
            bitmap.FillRectangle(plot.Left, y, plot.Right - plot.Left, 1, s_line);
            bitmap.DrawText(plot.Left - 10 - Bitmap.TextWidth(label, TextScale), y - LetterHeight / 2, label, s_quiet, TextScale);
        }

        foreach (var (value, label) in xTicks.All().Where(tick => tick.Value >= plot.LowX - 1e-9 && tick.Value <= plot.HighX + 1e-9))
        {
            var x = (int)Math.Round(plot.X(value));
            bitmap.FillRectangle(x, plot.Top, 1, plot.Bottom - plot.Top, s_line);
            bitmap.DrawText(x - Bitmap.TextWidth(label, TextScale) / 2, plot.Bottom + 10, label, s_quiet, TextScale);
        }

        bitmap.FillRectangle(plot.Left, plot.Top, 2, plot.Bottom - plot.Top + 2, s_quiet);
        bitmap.FillRectangle(plot.Left, plot.Bottom, plot.Right - plot.Left, 2, s_quiet);
    }

    private void DrawLabels(Bitmap bitmap, Plot plot)
    {
        bitmap.DrawText(plot.Left, 16, Title, s_ink, TextScale + (Bitmap.TextWidth(Title, TextScale + 1) <= plot.Right - plot.Left ? 1 : 0));
        var middle = (plot.Left + plot.Right - Bitmap.TextWidth(XLabel, TextScale)) / 2;
        bitmap.DrawText(middle, bitmap.Height - 14 - LetterHeight, XLabel, s_ink, TextScale);
        bitmap.DrawTextUpward(14, (plot.Top + plot.Bottom + Bitmap.TextWidth(YLabel, TextScale)) / 2, YLabel, s_ink, TextScale);
    }

    private static void DrawSeries(Bitmap bitmap, Plot plot, LineSeries series, Rgb color)
    {
        (double X, double Y)? last = null;
        for (var i = 0; i < series.X.Count; i++)
        {
            if (!double.IsFinite(series.X[i]) || !double.IsFinite(series.Y[i]))
            {
                last = null;
                continue;
            }

            var point = (X: plot.X(series.X[i]), Y: plot.Y(series.Y[i]));
            if (last is { } from)
                bitmap.DrawLine(from.X, from.Y, point.X, point.Y, color, 2.5);
            // Few points are marked; many would hide the line.
            if (series.X.Count <= 30)
                bitmap.DrawLine(point.X, point.Y, point.X, point.Y, color, 8);
            last = point;
        }
    }

    private void DrawLegend(Bitmap bitmap, int left, int top)
    {
        for (var i = 0; i < _series.Count; i++)
        {
            var middle = top + LetterHeight / 2.0;
            bitmap.DrawLine(left + 2, middle, left + 26, middle, s_palette[i % s_palette.Length], 4);
            bitmap.DrawText(left + 36, top, _series[i].Name, s_ink, TextScale);
            left += 36 + Bitmap.TextWidth(_series[i].Name, TextScale) + 28;
        }
    }

    /// <summary>Where the data lies on the picture.</summary>
    private sealed record Plot(int Left, int Top, int Right, int Bottom, double LowX, double HighX, double LowY, double HighY)
    {
        public double X(double value) => Left + (value - LowX) / (HighX - LowX) * (Right - Left);

        public double Y(double value) => Bottom - (value - LowY) / (HighY - LowY) * (Bottom - Top);
    }
}
