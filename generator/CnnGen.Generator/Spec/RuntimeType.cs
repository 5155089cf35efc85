using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Spec;

/// <summary>A "type" of models.json that is a class of the runtime: the row says all that the generator knows of it.</summary>
/// <param name="Words">What "type" may say; the first is its name.</param>
/// <param name="Class">The class.</param>
/// <param name="Check">Reports what no key sees alone; null where there is nothing.</param>
internal sealed record RuntimeType(
    IReadOnlyList<string> Words, string Class, string Description, IReadOnlyList<RuntimeAttribute> Attributes, Action<ObjectReader>? Check = null)
{
    public string Type => Words[0];

    public IReadOnlyList<SpecKey> Keys { get; } = Attributes.Select(attribute => attribute.Key).ToArray();

    /// <summary>Reads "adam" or { "type": "Adam", ... }; null, and reported, where it is neither.</summary>
    /// <param name="what">What it is one of: "optimizer".</param>
    /// <param name="expected">What may stand in place of the node.</param>
    public static RuntimeObject? Read(
        JsonNode node, IReadOnlyList<RuntimeType> types, ChoiceKey typeKey, string what, string expected, DiagnosticBag diagnostics)
    {
        var settings = node as JsonObject ?? new JsonObject(node.Span, ImmutableArray<JsonProperty>.Empty);
        var typeNode = node is JsonObject ? settings.Find(typeKey.Name)?.Value : node;
        switch (typeNode)
        {
            case JsonInvalid:
                return null;
            case JsonString word when types.FirstOrDefault(candidate => candidate.Words.Contains(word.Value)) is { } type:
                return type.Read(new ObjectReader(settings, word.Span, $"the {what} {type.Type}", diagnostics), typeKey);
            case JsonString word:
                string hint = Suggestion.For(word.Value, types.Select(candidate => candidate.Type).ToArray());
                diagnostics.Report(DiagnosticCatalog.UnknownType, word.Span, word.Value, what, hint);
                return null;
            case null:
                diagnostics.Report(DiagnosticCatalog.MissingKey, node.Span, "the " + what, typeKey.Name, typeKey.Expected);
                return null;
            default:
                diagnostics.Report(DiagnosticCatalog.IllTyped, typeNode.Span, what, typeNode.Description, expected);
                return null;
        }
    }

    private RuntimeObject? Read(ObjectReader reader, ChoiceKey typeKey)
    {
        int errors = reader.Diagnostics.ErrorCount;
        reader.RejectUnknown([typeKey, .. Keys]);
        var arguments = new List<RuntimeArgument>();
        foreach (var attribute in Attributes)
        {
            var value = attribute.Read(reader);
            if (value is not null && reader.Has(attribute.Key)) arguments.Add(new RuntimeArgument(attribute.Property, attribute.Key.IsRequired, value));
        }

        if (reader.Diagnostics.ErrorCount == errors) Check?.Invoke(reader);
        return reader.Diagnostics.ErrorCount == errors ? new RuntimeObject(Class, arguments.ToEquatableArray()) : null;
    }
}
