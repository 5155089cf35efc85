using CnnGen.Report.Drawing;
using CnnGen.Report.Html;
using CnnGen.Report.Testing;

namespace CnnGen.Report.Sections;

/// <summary>What the network looks at.</summary>
internal static class ExplanationSection
{
    private const double TileWidth = 74;
    private const double Width = 5 * TileWidth + 4 * TilePicture.Gap;

    /// <summary>Grad-CAM of so many numbers of a head: of the largest ones.</summary>
    private const int MostOutputs = 12;

    public static Section Of(ReportContent content)
    {
        var section = new Section(
            "explanations", "What it looks at",
            "Questions to one prediction. Saliency: where would a small change of a pixel change the score? Grad-CAM: which of the last feature maps speak for it, and where are they bright? HiResCAM: which places of these maps speak for it? Occlusion: where does it fall when a square of the mean colour covers the image?");
        var notes = new HashSet<string>();
        foreach (var head in content.Heads.Where(head => head.IsBox || head.Classes > 0))
        {
            var figures = content.Images.Select((image, i) => (Explain(content, head, image, i, notes), CaptionOf(head, content, image)));
            section.Fold(content.Heads.Count == 1 ? "Test images" : $"Test images, {head.Head.Name}", true, [.. figures]);
            var name = head.Head.Name;
            (Picture? Picture, string Caption)[] perOutput = head.IsBox
                ? [(PerOutput(content, head, "Grad-CAM", notes), "Grad-CAM: which places move each edge of the box, on a scale of its own.")]
                : IsSame(content, head)
                ? [(PerOutput(content, head, "Grad-CAM", notes), "Grad-CAM of each class, all on one scale. HiResCAM is the same here, since the network ends in a mean over places.")]
                :
                [
                    (PerOutput(content, head, "Grad-CAM", notes), "Grad-CAM of each class, all on one scale. Dark where a class has no map that speaks for it as a whole."),
                    (PerOutput(content, head, "HiResCAM", notes), "HiResCAM of each class, all on one scale: each place with its own part of the score."),
                ];
            if (Array.TrueForAll(perOutput, figure => figure.Picture is not null))
                section.Fold($"Each {(head.IsBox ? "edge" : "class")} of the first image{(content.Heads.Count == 1 ? "" : $", {name}")}", true, [.. perOutput.Select(figure => (figure.Picture!, figure.Caption))]);
        }

        foreach (var note in notes)
            section.Note(note);
        return section;
    }

    private static bool IsSame(ReportContent content, HeadReading head) =>
        content.Explainer.LastFeatureMapsOf(head.Index) is { } maps && content.Explainer.IsMeanOf(maps.Name, head.Index);

    private static string CaptionOf(HeadReading head, ReportContent content, ImageSample image)
    {
        var outputs = content.Explainer.TraceOf(image).Prediction;
        if (head.IsBox)
            return head.TrueBox(image.Target) is { } box ? $"IoU with the true box {HtmlText.Number(head.Box(outputs).Ordered().IntersectionOverUnion(box))}" : image.Target.Length == 0 ? "The predicted box" : "An image without an object";
        var predicted = head.Predicted(outputs);
        var what = image.Target.Length == 0 ? "Taken" : $"{head.NameOf(head.Actual(image.Target))}, taken";
        return $"{what} for {head.NameOf(predicted)} with {HtmlText.Percent(head.Probability(outputs, predicted))}";
    }

    private static Picture Explain(ReportContent content, HeadReading head, ImageSample image, int index, HashSet<string> notes)
    {
        var (explainer, name) = (content.Explainer, head.Head.Name);
        var outputs = explainer.TraceOf(image).Prediction;
        var output = head.IsBox || head.Head.Length == 1 ? 0 : head.Predicted(outputs);
        List<Tile> tiles = [new Tile(() => image.ToBitmap(), "image") { Boxes = head.IsBox ? BoxSection.Boxes(head, outputs, image.Target) : [] }];
        if (head.IsBox)
        {
            AddTile(tiles, "saliency", () => HeatMap.Largests([.. Enumerable.Range(0, head.Head.Length).Select(edge => explainer.Saliency(image, name, edge))]), map => map.Over(image), notes);
        }
        else
        {
            AddTile(tiles, "saliency", () => explainer.Saliency(image, name, output), map => map.Over(image), notes);
            AddTile(tiles, "Grad-CAM", () => explainer.GradCam(image, name, output), map => map.Over(image), notes);
            if (!IsSame(content, head))
                AddTile(tiles, "HiResCAM", () => explainer.HiResCam(image, name, output), map => map.Over(image), notes);
        }

        AddTile(tiles, "occlusion", () => explainer.Occlusion(image, name, output), map => map.Over(image), notes);
        return TilePicture.Of($"explained-{name}-{index}", $"Test image {index}: what speaks for {(head.IsBox ? "the box" : head.NameOf(output))}", tiles, TileWidth, (double)image.Shape.Height / image.Shape.Width, Width);
    }

    /// <param name="method">"Grad-CAM" or "HiResCAM".</param>
    private static Picture? PerOutput(ReportContent content, HeadReading head, string method, HashSet<string> notes)
    {
        var (explainer, image) = (content.Explainer, content.Images[0]);
        var outputs = head.OutputOf(explainer.TraceOf(image).Prediction).ToArray();
        var shown = Enumerable.Range(0, outputs.Length).OrderByDescending(output => head.IsBox ? -output : outputs[output]).Take(MostOutputs).Order().ToArray();
        var maps = new List<(int Output, HeatMap Map)>();
        try
        {
            foreach (var output in shown)
                maps.Add((output, method == "HiResCAM" ? explainer.HiResCam(image, head.Head.Name, output) : explainer.GradCam(image, head.Head.Name, output)));
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            notes.Add(exception.Message);
            return null;
        }

        var brightest = head.IsBox ? null : (float?)maps.Max(map => map.Map.Largest);
        var tiles = maps.Select(map => new Tile(
            () => map.Map.Over(image, brightest: brightest), head.NameOf(map.Output),
            head.IsBox ? HtmlText.Number(outputs[map.Output]) : HtmlText.Percent(head.Probability(explainer.TraceOf(image).Prediction, head.Head.Length == 1 ? 1 : map.Output)))).ToArray();
        return TilePicture.Of($"{method.ToLowerInvariant()}-{head.Head.Name}", $"{method} of each output of {head.Head.Name}", tiles, TileWidth, (double)image.Shape.Height / image.Shape.Width, Width);
    }

    /// <summary>A map that this network has none of is left out, and its reason is written under the others.</summary>
    private static void AddTile(List<Tile> tiles, string caption, Func<HeatMap> make, Func<HeatMap, Bitmap> draw, HashSet<string> notes)
    {
        try
        {
            var map = make();
            tiles.Add(new Tile(() => draw(map), caption));
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            notes.Add(exception.Message);
        }
    }
}
