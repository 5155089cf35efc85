using CnnGen.Report.Charts;
using CnnGen.Report.Html;

namespace CnnGen.Report.Sections;

/// <summary>What places of layers see.</summary>
internal static class ReceptiveFieldSection
{
    private const int MostFields = 8;

    /// <summary>Null where no layer has places.</summary>
    public static Section? Of(ReportContent content)
    {
        var fields = new List<(string Layer, ReceptiveField Field)>();
        foreach (var layer in content.Explainer.Layers.All.Where(layer => layer.Output.HasPlaces))
        {
            var field = content.Explainer.ReceptiveFieldOf(layer.Name, layer.Output.Height / 2, layer.Output.Width / 2);
            if (!fields.Exists(other => (other.Field.Height, other.Field.Width) == (field.Height, field.Width)))
                fields.Add((layer.Name, field));
        }

        if (fields.Count == 0)
            return null;
        // Of a deep network the first, the last, and some between.
        var shown = fields.Count <= MostFields ? fields : [.. Enumerable.Range(0, MostFields).Select(i => fields[i * (fields.Count - 1) / (MostFields - 1)])];
        return new Section("receptive-fields", "Receptive fields", "What one place of a layer sees of the image, here the place in its middle. It grows from layer to layer: first edges, then parts, then the whole.") { IsHalf = true }
            .Add((ReceptiveFieldPicture.Of(content.Images[0], shown), "Layers that see as much as the one before them are left out."));
    }
}
