using CnnGen.Report.Charts;
using CnnGen.Report.Html;

namespace CnnGen.Report.Sections;

/// <summary>The network itself.</summary>
internal static class NetworkSection
{
    public static Section Of(NetworkOutline outline, string summary) => new Section(
            "network", "The network", "From the image at the top to the outputs. Beside each layer is the size of what it makes: rows x columns x channels, or how many numbers. Lines at the side lead to layers that read another one than the one above them.")
    { IsHalf = true }
        .AddTall(NetworkDiagram.Of(outline), "Blue are convolutions, green poolings, orange dense layers, violet where branches meet.")
        .FoldText("Table of layers", summary);

    public static IReadOnlyList<(string Value, string Label)> Numbers(NetworkOutline outline) =>
    [
        (HtmlText.Count(outline.Layers.Sum(layer => layer.Parameters)), "parameters"),
        (HtmlText.Count(outline.Layers.Count), outline.Layers.Count == 1 ? "layer" : "layers"),
    ];

    public static NetworkOutline OutlineOf(ReportContent content)
    {
        var (network, layers) = (content.Network.Description, content.Explainer.Layers);
        long ParametersOf(string layer) =>
            network.Parameters.Where(parameter => parameter.Name[..parameter.Name.LastIndexOf('.')] == layer).Sum(parameter => (long)parameter.Length);
        return new NetworkOutline(
            network.Name, layers.Input.ToString(),
            [.. layers.All.Select(layer => new LayerOutline(
                layer.Name, layer.Kind, LayerDetails.Of(layer.Settings), layer.Output.ToString(), layer.Inputs, ParametersOf(layer.Name)))],
            [.. content.Heads.Select(head => KeyValuePair.Create(head.Head.Name, layers.OfHead(head.Index).Index))]);
    }
}
