using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Spec;

/// <summary>A row of a table of what "compile" can name, with the keys that an object in its place may have.</summary>
internal interface INamedRow
{
    IReadOnlyList<string> Words { get; }

    IReadOnlyList<SpecKey> Keys { get; }
}

/// <summary>Finds rows by a name alone, or by an object with a "type" and attributes.</summary>
internal static class NamedRows
{
    /// <summary>The key of an object that names the row.</summary>
    public const string TypeKey = "type";

    /// <summary>The row and what reads its attributes; null, and reported, where there is none.</summary>
    /// <param name="names">All words of the rows.</param>
    /// <param name="what">What it is, for messages: "the loss".</param>
    public static (TRow Row, ObjectReader Reader)? Find<TRow>(
        JsonNode node, ChoiceKey names, string what, IReadOnlyList<TRow> rows, DiagnosticBag diagnostics)
        where TRow : class, INamedRow
    {
        var settings = node as JsonObject ?? new JsonObject(node.Span, ImmutableArray<JsonProperty>.Empty);
        var word = node is JsonObject ? settings.Find(TypeKey)?.Value : node;
        if (word is null)
        {
            diagnostics.Report(DiagnosticCatalog.MissingKey, node.Span, what, TypeKey, names.Expected);
            return null;
        }

        if (!names.TryRead(word, diagnostics, out string? name)) return null;
        var row = rows.First(candidate => candidate.Words.Contains(name));
        var reader = new ObjectReader(settings, word.Span, what + " " + row.Words[0], diagnostics);
        reader.RejectUnknown([new TextKey(TypeKey, ""), .. row.Keys]);
        return (row, reader);
    }
}
