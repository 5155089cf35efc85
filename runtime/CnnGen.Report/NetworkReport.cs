using CnnGen.Report.Html;
using CnnGen.Report.Sections;

namespace CnnGen.Report;

/// <summary>
/// A report of a network: its diagram, curves, filters, feature maps, what it looks at, its confusion matrix and its mistakes. One HTML file that needs no network and no other file, and
/// the same pictures as PNG files.
/// </summary>
/// <example><c>new NetworkReport(net) { History = history, Test = test }.Write("report");</c></example>
/// <param name="network">A generated network. It must not be at work meanwhile.</param>
public sealed class NetworkReport(Network network)
{
    /// <summary>The heading; null for the network's name.</summary>
    public string? Title { get; init; }

    /// <summary>Where the data comes from, in words.</summary>
    public string Source { get; init; } = "";

    /// <summary>The run that trained the network: adds its curves.</summary>
    public History? History { get; init; }

    /// <summary>Images with targets that the network has not seen: adds feature maps, explanations, the confusion matrix, boxes and mistakes.</summary>
    public IDataset? Test { get; init; }

    /// <summary>What <c>Evaluate</c> said of <see cref="Test"/>; null to evaluate it now.</summary>
    public EvaluationResult? Evaluation { get; init; }

    /// <summary>Images that are explained; where there are none, the first ones of <see cref="Test"/> that are of different classes.</summary>
    public IReadOnlyList<ImageSample> Samples { get; init; } = [];

    /// <summary>How many images of <see cref="Test"/> are explained, 1 to 16.</summary>
    public int Images { get; init; } = 4;

    /// <summary>Feature maps of a layer that are drawn, at least 1.</summary>
    public int MostMaps { get; init; } = 64;

    /// <summary>Test images that are searched for mistakes, from the first one on.</summary>
    public int MostTested { get; init; } = 10_000;

    /// <summary>Writes <c>report.html</c> into a folder, and the pictures into its folder <c>pictures</c>. What is there under these names is replaced.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="NotSupportedException">The class says nothing of its graph.</exception>
    /// <exception cref="ArgumentException">The test data is not for this network.</exception>
    /// <exception cref="DatasetException">A test image can't be read.</exception>
    /// <exception cref="IOException">A file can't be written.</exception>
    public string Write(string folder) => Page().Write(folder);

    internal ReportPage Page()
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(Images, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Images, 16);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostMaps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostTested, 1);
        var content = new ReportContent(network, this);
        var outline = NetworkSection.OutlineOf(content);
        List<(string, string)> numbers = [.. content.KeyNumbers(), .. NetworkSection.Numbers(outline)];
        var training = History is { Epochs: > 0 } ? TrainingSection.Of(History) : null;
        // Many curves take the whole width; filters and receptive fields then stand beside the network.
        var isWide = training is { IsHalf: false };
        IEnumerable<Section?> sections =
        [
            content.Images.Count == 0 ? null : ImageSection.Of(content.Images[0]),
            NetworkSection.Of(outline, network.Description.Summary),
            isWide ? null : training,
            FilterSection.Of(content),
            content.Images.Count == 0 ? null : ReceptiveFieldSection.Of(content),
            isWide ? training : null,
            content.Images.Count == 0 ? null : FeatureMapSection.Of(content),
            content.Images.Count == 0 ? null : ExplanationSection.Of(content),
            .. content.Run is null ? [] : ConfusionSection.All(content),
            .. content.Run is null ? [] : BoxSection.All(content),
            .. content.Run is null ? [] : MistakeSection.All(content),
        ];
        return new ReportPage(Title ?? network.Description.Name, content.Subtitle, numbers, [.. sections.OfType<Section>()]);
    }
}
