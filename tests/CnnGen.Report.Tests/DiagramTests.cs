using CnnGen.Report.Charts;
using CnnGen.Report.Drawing;
using CnnGen.Report.Networks;
using CnnGen.Report.Sections;

namespace CnnGen.Report.Tests;

/// <summary>The diagram of a network has a box for each layer and a line for each connection.</summary>
public sealed class DiagramTests
{
    [Fact]
    public void Layers_that_read_another_than_the_one_above_have_a_line_at_the_side()
    {
        using var network = new Branches();
        var outline = NetworkSection.OutlineOf(new ReportContent(network, new NetworkReport(network)));
        var canvas = new RecordingCanvas();
        NetworkDiagram.Of(outline).Draw(canvas);
        Assert.Equal(17, outline.Layers.Count);
        Assert.All(outline.Layers, layer => Assert.Contains(layer.Name, canvas.Texts));
        Assert.Contains("8 x 8 x 16", canvas.Texts);
        Assert.Contains("StridedSlice, stride 2", canvas.Texts);
        Assert.Equal("3 x 3, dilation 2, groups 2, elu", Assert.Single(outline.Layers, layer => layer.Name == "grouped").Details);
        Assert.Contains("output numbers", canvas.Texts);
        // stem to scaled and to both, scaled to sum, sum to difference. One of them may share a line at the side with another, never in the same rows.
        var rails = canvas.Lines.Where(line => line.Count == 6).Select(line => (X: line[2].X, Top: line[0].Y, Bottom: line[^1].Y)).ToArray();
        Assert.Equal(4, rails.Length);
        foreach (var a in rails)
            Assert.DoesNotContain(rails, b => b != a && b.X == a.X && b.Top != a.Top && b.Top < a.Bottom && a.Top < b.Bottom);
    }

    private sealed class RecordingCanvas : Canvas
    {
        public List<string> Texts { get; } = [];

        public List<IReadOnlyList<(double X, double Y)>> Lines { get; } = [];

        public override void Rectangle(double left, double top, double width, double height, Paint fill, double opacity = 1, double radius = 0, string? title = null) =>
            Assert.True(width > 0 && height > 0);

        public override void Frame(double left, double top, double width, double height, Paint stroke, double thickness = 1, bool dashed = false, double radius = 0) =>
            Assert.True(width > 0 && height > 0);

        public override void Line(IReadOnlyList<(double X, double Y)> points, Paint stroke, double thickness = 1, bool dashed = false) => Lines.Add(points);

        public override void Dot(double x, double y, double radius, Paint fill, string? title = null) => Assert.Fail("A diagram has no dots.");

        public override void Text(double x, double middle, string text, Paint ink, double size = 11, Anchor anchor = Anchor.Start, bool bold = false) => Texts.Add(text);

        public override void Image(double left, double top, double width, double height, Bitmap bitmap, string? title = null) => Assert.Fail("A diagram has no pictures.");
    }
}
