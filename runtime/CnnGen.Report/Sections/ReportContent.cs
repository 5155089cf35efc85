using CnnGen.Report.Html;
using CnnGen.Report.Testing;

namespace CnnGen.Report.Sections;

/// <summary>What the parts of a report are made of: the network, its test data, and what it makes of that.</summary>
internal sealed class ReportContent
{
    private readonly NetworkReport _report;

    public ReportContent(Network network, NetworkReport report)
    {
        _report = report;
        Network = network;
        Explainer = new NetworkExplainer(network);
        Heads = [.. Enumerable.Range(0, network.Description.Heads.Length).Select(head => new HeadReading(network.Description, head))];
        Images = report.Samples;
        if (report.Test is not { } test)
            return;
        if (network.Description.Optimizer is not null)
            Evaluation = report.Evaluation ?? network.Evaluate(test);
        Run = new TestRun(network, test, Heads, report.MostTested);
        if (Images.Count == 0)
            Images = ImagesOf(test);
    }

    public Network Network { get; }

    public NetworkExplainer Explainer { get; }

    public IReadOnlyList<HeadReading> Heads { get; }

    /// <summary>Null without test data, or where the network has no "compile".</summary>
    public EvaluationResult? Evaluation { get; }

    /// <summary>Null without test data.</summary>
    public TestRun? Run { get; }

    /// <summary>The images that are explained; none where the report was given none.</summary>
    public IReadOnlyList<ImageSample> Images { get; } = [];

    public int MostMaps => _report.MostMaps;

    public string Subtitle
    {
        get
        {
            var what = Run is null ? "" : $"Tested on {HtmlText.Count(_report.Test!.Count)} images{(_report.Source.Length > 0 ? $": {_report.Source}" : "")}.";
            return $"{Network.Description.Name}, a network declared in models.json. {what}".TrimEnd();
        }
    }

    public ImageSample TestImage(int index) => ImageSample.Read(Network, _report.Test!, index);

    /// <summary>What was measured, metrics first.</summary>
    public IEnumerable<(string Value, string Label)> KeyNumbers()
    {
        if (Evaluation is not null)
        {
            foreach (var (name, value) in Evaluation.Values.OrderBy(value => value.Key.EndsWith("loss", StringComparison.Ordinal)))
                yield return (HtmlText.Number(value), $"test {name.Replace('_', ' ').Replace("iou", "IoU")}");
        }

        if (_report.History is { Epochs: > 0 } history)
            yield return (HtmlText.Count(history.Epochs), history.Epochs == 1 ? "epoch" : "epochs");
    }

    /// <summary>The first images of different classes, or the first images where there are no classes.</summary>
    private List<ImageSample> ImagesOf(IDataset test)
    {
        var head = Heads.FirstOrDefault(head => head.Classes > 0);
        var (images, classes) = (new List<ImageSample>(), new HashSet<int>());
        for (var index = 0; index < Math.Min(test.Count, 1000) && images.Count < _report.Images; index++)
        {
            var image = ImageSample.Read(Network, test, index);
            if (head is null || classes.Add(head.Actual(image.Target)))
                images.Add(image);
        }

        // Fewer classes than images are wanted: more of them.
        for (var index = 0; index < test.Count && images.Count < _report.Images && head?.Classes < _report.Images; index++)
        {
            var image = ImageSample.Read(Network, test, index);
            if (!images.Exists(other => other.Values.AsSpan().SequenceEqual(image.Values)))
                images.Add(image);
        }

        return images;
    }
}
