using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Spec;

/// <summary>Reads "heads", or makes the one head of a network without.</summary>
internal static class HeadReader
{
    /// <summary>The name of the only output where its layer has none.</summary>
    public const string DefaultName = "output";

    public static IReadOnlyList<HeadSpec> Read(JsonObject network, ObjectReader networkReader, IReadOnlyList<LayerSpec> trunk, DiagnosticBag diagnostics)
    {
        if (!networkReader.Has(NetworkKeys.Heads))
        {
            if (trunk.Count == 0) return [];
            var last = trunk[trunk.Count - 1];
            RejectOnLayers(trunk.Take(trunk.Count - 1), "it belongs on the last layer", diagnostics);
            return [ReadHead(last.Name?.Value ?? DefaultName, last.NameSpan, last.Node, [], diagnostics)];
        }

        RejectOnLayers(trunk, "it belongs on a head", diagnostics);
        var node = networkReader.Read(NetworkKeys.Heads);
        if (node is null) return [];
        if (node.Properties.Length == 0)
        {
            diagnostics.Report(DiagnosticCatalog.OutOfRange, node.Span, "heads", "an empty object", "at least one head");
        }

        return node.Properties.Select(property => ReadNamed(property, diagnostics)).OfType<HeadSpec>().ToArray();
    }

    private static HeadSpec? ReadNamed(JsonProperty property, DiagnosticBag diagnostics)
    {
        if (Identifiers.WhyNoHeadName(property.Name) is string reason)
        {
            diagnostics.Report(DiagnosticCatalog.IllegalName, property.NameSpan, property.Name, "a head", reason);
        }

        if (ObjectReader.ObjectOf(property, "an object with \"layers\"", diagnostics) is not { } node) return null;
        var reader = new ObjectReader(node, property.NameSpan, "the head " + property.Name, diagnostics);
        reader.RejectUnknown(NetworkKeys.OfHead);
        var layers = LayerReader.ReadList(reader.Read(NetworkKeys.Layers), diagnostics);
        RejectOnLayers(layers, "it belongs on the head itself", diagnostics);
        return ReadHead(property.Name, property.NameSpan, node, layers, diagnostics);
    }

    /// <param name="node">The object on which "kind" and "labels" stand.</param>
    private static HeadSpec ReadHead(string name, TextSpan nameSpan, JsonObject node, IReadOnlyList<LayerSpec> layers, DiagnosticBag diagnostics)
    {
        var reader = new ObjectReader(node, nameSpan, "the head " + name, diagnostics);
        string? kind = reader.Read(NetworkKeys.Kind);
        var labels = reader.Read(NetworkKeys.Labels);
        foreach (var label in labels.IsDefault ? System.Array.Empty<JsonString>() : labels.ToArray())
        {
            if (Identifiers.WhyNoLabel(label.Value) is not string reason) continue;
            diagnostics.Report(DiagnosticCatalog.IllegalName, label.Span, label.Value, "a class", reason);
        }

        return new HeadSpec(
            name,
            nameSpan,
            layers,
            kind is null ? null : OutputKinds.Of(kind),
            node.Find(NetworkKeys.Kind.Name)?.Value.Span ?? nameSpan,
            labels.IsDefault ? null : labels.ToArray(),
            node.Find(NetworkKeys.Labels.Name)?.Value.Span ?? nameSpan);
    }

    private static void RejectOnLayers(IEnumerable<LayerSpec> layers, string fix, DiagnosticBag diagnostics)
    {
        foreach (var layer in layers)
        {
            foreach (var property in layer.Node.Properties)
            {
                if (property.Name != NetworkKeys.Labels.Name && property.Name != NetworkKeys.Kind.Name) continue;
                diagnostics.Report(DiagnosticCatalog.MisplacedKey, property.NameSpan, property.Name, fix);
            }
        }
    }
}
