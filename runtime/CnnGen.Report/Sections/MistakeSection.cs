using CnnGen.Report.Drawing;
using CnnGen.Report.Html;
using CnnGen.Report.Testing;

namespace CnnGen.Report.Sections;

/// <summary>The images that were taken for another class.</summary>
internal static class MistakeSection
{
    public static IEnumerable<Section> All(ReportContent content) => content.Heads.Where(head => head.Classes > 0).Select(head => Of(content, head));

    private static Section Of(ReportContent content, HeadReading head)
    {
        var worst = content.Run!.Worst(head);
        var (height, width, _) = content.Network.Description.InputShape;
        var section = new Section(
            $"mistakes-{head.Index}", content.Heads.Count > 1 ? $"Worst mistakes: {head.Head.Name}" : "Worst mistakes",
            worst.Count == 0
                ? $"None of {HtmlText.Count(content.Run.Count)} test images was taken for another class."
                : $"Of {HtmlText.Count(content.Run.Count)} test images, those where the network gave the right class the least. Look at them: often the label, or the image, is to blame.");
        if (worst.Count == 0)
            return section;
        var tiles = worst.Select(found =>
        {
            var image = content.TestImage(found.Index);
            var (actual, predicted) = (head.Actual(image.Target), head.Predicted(found.Outputs));
            return new Tile(
                () => image.ToBitmap(), $"{head.NameOf(actual)}, not {head.NameOf(predicted)}", $"{HtmlText.Percent(head.Probability(found.Outputs, predicted))} sure")
            { Ink = Paint.Ink };
        }).ToArray();
        return section.Add([.. tiles.Chunk(12).Select((half, i) => (
            TilePicture.Of($"mistakes-{head.Head.Name}-{i}", $"{half.Length} mistakes", half, 88, (double)height / width), i == 0 ? "Under each image: what it is, and what it was taken for." : ""))]);
    }
}
