using CnnGen.Report.Charts;
using CnnGen.Report.Drawing;
using CnnGen.Report.Gradients;
using CnnGen.Report.Html;

namespace CnnGen.Report.Sections;

/// <summary>What each layer makes of one image.</summary>
internal static class FeatureMapSection
{
    /// <summary>Layers that change nothing while the network predicts, or only the shape.</summary>
    private static readonly HashSet<string> s_same = ["Dropout", "SpatialDropout2D", "Reshape", "Flatten"];

    /// <summary>Null where no layer has feature maps.</summary>
    public static Section? Of(ReportContent content)
    {
        var trace = content.Explainer.TraceOf(content.Images[0]);
        var layers = content.Explainer.Layers.All.Where(layer => layer.Output.HasPlaces && !s_same.Contains(layer.Kind)).ToArray();
        if (layers.Length == 0)
            return null;
        var section = new Section("feature-maps", "Feature maps", "Where each filter of each layer answers to the first test image: dark where it does not, bright where it does most. Each map has a scale of its own.");
        return section.Folds(layers.Select((layer, i) => ($"{layer.Name}: {layer.Output}", i < 2, new[] { Figure(content, trace, layer) })));
    }

    private static (Picture, string) Figure(ReportContent content, NetworkTrace trace, NetworkLayer layer)
    {
        var size = layer.Output;
        var shown = Math.Min(size.Channels, content.MostMaps);
        return (
            FeatureMapPicture.Of(layer.Name, trace.Activation(layer.Index), size, content.MostMaps),
            shown == size.Channels ? $"{layer.Kind}, all {shown} channels." : $"{layer.Kind}, the first {shown} of {size.Channels} channels.");
    }
}
