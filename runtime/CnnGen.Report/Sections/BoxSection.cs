using CnnGen.Report.Drawing;
using CnnGen.Report.Html;
using CnnGen.Report.Testing;

namespace CnnGen.Report.Sections;

/// <summary>Where things are: true and predicted boxes.</summary>
internal static class BoxSection
{
    private const string TrueColor = "#40e0a0";
    private const string PredictedColor = "#ff8a3c";
    private const int Shown = 12;

    private static readonly Paint s_true = Paint.Fixed(new Rgb(0x40, 0xE0, 0xA0));
    private static readonly Paint s_predicted = Paint.Fixed(new Rgb(0xFF, 0x8A, 0x3C));

    public static IEnumerable<Section> All(ReportContent content) => content.Heads.Where(head => head.IsBox).Select(head => Of(content, head));

    /// <summary>The true box, where there is one, and the predicted one.</summary>
    public static IReadOnlyList<(BoundingBox Box, Paint Paint, bool Dashed)> Boxes(HeadReading head, float[] outputs, float[] target) =>
    [
        .. head.TrueBox(target) is { } box ? [(box, s_true, false)] : Array.Empty<(BoundingBox, Paint, bool)>(),
        (head.Box(outputs), s_predicted, true),
    ];

    private static Section Of(ReportContent content, HeadReading head)
    {
        var classes = content.Heads.FirstOrDefault(other => other.Classes > 0);
        var first = Enumerable.Range(0, Math.Min(Shown, content.Run!.Count)).Select(index =>
        {
            var image = content.TestImage(index);
            return TileOf(head, classes, image, [.. content.Network.PredictOne(image.Values)]);
        }).ToArray();
        var worst = content.Run.Worst(head).Take(Shown).Select(found => TileOf(head, classes, content.TestImage(found.Index), found.Outputs)).ToArray();
        var aspect = (double)content.Network.Description.InputShape.Height / content.Network.Description.InputShape.Width;
        var name = head.Head.Name;
        var section = new Section(
                $"boxes-{head.Index}", "Boxes", "Where the network puts the box, and where it belongs. IoU is the area that both boxes cover over the area that at least one covers: 1 where they are equal, 0 where they do not touch.")
            .Legend((TrueColor, "true box"), (PredictedColor, "predicted box, dashed"))
            .Add([
                (TilePicture.Of($"boxes-{name}", "True and predicted boxes", first, 120, aspect), $"The first {first.Length} test images."),
                .. worst.Length == 0 ? Array.Empty<(Picture, string)>() :
                    [(TilePicture.Of($"boxes-{name}-worst", "The boxes that are furthest off", worst, 120, aspect), $"The {worst.Length} of {HtmlText.Count(content.Run.Count)} images with the least IoU.")],
            ]);
        return section;
    }

    private static Tile TileOf(HeadReading head, HeadReading? classes, ImageSample image, float[] outputs)
    {
        var overlap = head.TrueBox(image.Target) is { } box ? $"IoU {HtmlText.Number(Math.Round(head.Box(outputs).Ordered().IntersectionOverUnion(box), 2))}" : "no object";
        if (classes is null)
            return new Tile(() => image.ToBitmap(), overlap) { Boxes = Boxes(head, outputs, image.Target) };
        var (actual, predicted) = (classes.Actual(image.Target), classes.Predicted(outputs));
        return new Tile(() => image.ToBitmap(), actual == predicted ? classes.NameOf(actual) : $"{classes.NameOf(actual)}: {classes.NameOf(predicted)}?", overlap)
        {
            Boxes = Boxes(head, outputs, image.Target),
            Ink = actual == predicted ? Paint.Ink : Paint.Other,
        };
    }
}
