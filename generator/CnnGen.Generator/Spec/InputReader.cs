using System.Collections.Generic;
using System.Globalization;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Spec;

/// <summary>Reads "input".</summary>
internal static class InputReader
{
    public static InputSpec? Read(JsonNode? node, TextSpan keySpan, DiagnosticBag diagnostics)
    {
        if (node is null) return null;
        if (node is JsonArray)
        {
            diagnostics.Report(DiagnosticCatalog.NotSupportedYet, node.Span, "A list of inputs", "a network takes one image: write one object");
            return null;
        }

        if (node is not JsonObject settings)
        {
            diagnostics.Report(DiagnosticCatalog.IllTyped, node.Span, "input", node.Description, NetworkKeys.Input.Expected);
            return null;
        }

        var reader = new ObjectReader(settings, keySpan, "the input", diagnostics);
        reader.RejectUnknown(NetworkKeys.OfInput);
        var shape = reader.Read(NetworkKeys.Shape);
        string? channels = reader.Read(NetworkKeys.Channels);
        var scale = reader.Read(NetworkKeys.Scale);
        var offset = reader.Read(NetworkKeys.Offset);
        if (shape is not Shape image) return null;

        CheckChannels(settings, channels, image, diagnostics);
        CheckCount(settings, NetworkKeys.Scale, scale, image, diagnostics);
        CheckCount(settings, NetworkKeys.Offset, offset, image, diagnostics);
        var span = settings.Find(NetworkKeys.Shape.Name)!.Value.Span;
        return new InputSpec(new InputNode(image, channels, scale.ToEquatableArray(), offset.ToEquatableArray()), span, settings);
    }

    private static void CheckChannels(JsonObject settings, string? channels, Shape shape, DiagnosticBag diagnostics)
    {
        if (channels is null) return;
        int needed = channels == "gray" ? 1 : 3;
        if (shape.Channels == needed) return;
        string message = string.Format(
            CultureInfo.InvariantCulture,
            "channels \"{0}\" needs {1}, found a shape of {2}; change one of the two",
            channels,
            needed == 1 ? "1 channel" : "3 channels",
            shape);
        diagnostics.Report(DiagnosticCatalog.ShapeMismatch, settings.Find(NetworkKeys.Channels.Name)!.Value.Span, message);
    }

    private static void CheckCount(JsonObject settings, PerChannelKey key, IReadOnlyList<float> values, Shape shape, DiagnosticBag diagnostics)
    {
        if (values.Count == 1 || values.Count == shape.Channels) return;
        string message = string.Format(
            CultureInfo.InvariantCulture,
            "{0} has {1} numbers, found a shape of {2}; write one number, or one for each of the {3} channels",
            key.Name,
            values.Count,
            shape,
            shape.Channels);
        diagnostics.Report(DiagnosticCatalog.ShapeMismatch, settings.Find(key.Name)!.Value.Span, message);
    }
}
