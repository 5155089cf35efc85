using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>One of the things that a key can name, with keys of its own.</summary>
internal sealed record Variant<T>(string Type, string Description, IReadOnlyList<SpecKey> Keys, Func<ObjectReader, T> Read);

/// <summary>A key whose value is a name, or an object with the name as its "type" and numbers beside it.</summary>
/// <param name="definition">What the variants are, and their definition in the schema: "initializer".</param>
/// <param name="defaultName">The name of the default; null where that is none of the variants.</param>
internal sealed class VariantKey<T>(
    string name, string description, string definition, IReadOnlyList<Variant<T>> variants, T defaultValue, string? defaultName)
    : SpecKey<T>(name, description, defaultValue)
{
    public override string Expected => "one of " + string.Join(", ", variants.Select(variant => "\"" + variant.Type + "\"")) + ", or an object with a \"type\"";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out T value)
    {
        value = Default;
        var settings = node as JsonObject ?? new JsonObject(node.Span, ImmutableArray<JsonProperty>.Empty);
        var typeNode = node is JsonObject ? settings.Find(LayerReader.TypeKey.Name)?.Value : node;
        switch (typeNode)
        {
            case null:
                diagnostics.Report(DiagnosticCatalog.MissingKey, node.Span, "\"" + Name + "\"", LayerReader.TypeKey.Name, Expected);
                return false;
            case JsonString word:
                var variant = variants.FirstOrDefault(candidate => candidate.Type == word.Value);
                if (variant is null)
                {
                    string hint = Suggestion.For(word.Value, variants.Select(candidate => candidate.Type).ToArray());
                    diagnostics.Report(DiagnosticCatalog.UnknownType, word.Span, word.Value, definition, hint);
                    return false;
                }

                var reader = new ObjectReader(settings, word.Span, "the " + definition + " " + variant.Type, diagnostics);
                reader.RejectUnknown([LayerReader.TypeKey, .. variant.Keys]);
                value = variant.Read(reader);
                return true;
            default:
                return IllTyped(typeNode, diagnostics);
        }
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        ModelsSchema.Reference(definition)(writer);
        if (defaultName is not null) writer.Property("default", defaultName);
    }
}
