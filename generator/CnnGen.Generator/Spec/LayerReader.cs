using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Spec.Keys;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Spec;

/// <summary>Reads lists of layers.</summary>
internal static class LayerReader
{
    public static readonly ChoiceKey TypeKey = new("type", "The kind of layer.", LayerKinds.Types, null) { IsRequired = true };

    public static IReadOnlyList<LayerSpec> ReadList(JsonArray? list, DiagnosticBag diagnostics)
    {
        var layers = new List<LayerSpec>();
        if (list is null) return layers;
        if (list.Items.Length == 0)
        {
            diagnostics.Report(DiagnosticCatalog.OutOfRange, list.Span, "layers", "an empty list", "at least one layer");
        }

        foreach (var item in list.Items)
        {
            if (item is JsonObject node) layers.Add(Read(node, diagnostics));
            else if (item is not JsonInvalid) diagnostics.Report(DiagnosticCatalog.IllTyped, item.Span, "layers", item.Description, "an object with a \"type\"");
        }

        return layers;
    }

    private static LayerSpec Read(JsonObject node, DiagnosticBag diagnostics)
    {
        var kind = ReadKind(node, diagnostics, out var typeSpan);
        var reader = new ObjectReader(node, typeSpan, kind is null ? "a layer" : "a " + kind.Type + " layer", diagnostics);

        LayerAttributes? attributes = null;
        if (kind is not null)
        {
            reader.RejectUnknown([TypeKey, .. kind.Keys, .. NetworkKeys.OfLayer]);
            int errors = diagnostics.ErrorCount;
            var read = kind.Read(reader);
            if (diagnostics.ErrorCount == errors && node.IsWhole) attributes = read;
        }

        reader.Read(NetworkKeys.Name);
        var inputs = reader.Read(NetworkKeys.LayerInputs);
        return new LayerSpec(
            node,
            kind,
            typeSpan,
            node.Find(NetworkKeys.Name.Name)?.Value as JsonString,
            attributes,
            inputs.IsDefault ? null : inputs.ToArray(),
            reader.Read(NetworkKeys.Trainable) ?? Trainability.Yes);
    }

    /// <summary>The kind that "type" names; null, and reported, where there is none.</summary>
    private static LayerKind? ReadKind(JsonObject node, DiagnosticBag diagnostics, out TextSpan span)
    {
        var type = node.Find(TypeKey.Name)?.Value;
        span = type?.Span ?? new TextSpan(node.Span.Start, 1);
        switch (type)
        {
            case null:
                diagnostics.Report(DiagnosticCatalog.MissingKey, span, "a layer", TypeKey.Name, TypeKey.Expected);
                return null;
            case JsonInvalid:
                return null;
            case JsonString name:
                var kind = LayerKinds.Find(name.Value);
                if (kind is not null) return kind;
                string suggestion = diagnostics.IsFull ? "" : Suggestion.For(name.Value, LayerKinds.Types);
                diagnostics.Report(DiagnosticCatalog.UnknownType, span, name.Value, "layer", suggestion);
                return null;
            default:
                diagnostics.Report(DiagnosticCatalog.IllTyped, span, TypeKey.Name, type.Description, TypeKey.Expected);
                return null;
        }
    }
}
