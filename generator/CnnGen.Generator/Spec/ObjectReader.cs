using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Spec;

/// <summary>Reads the keys of one JSON object and reports those that are missing, wrong or unknown.</summary>
/// <param name="nameSpan">Where a missing key is reported: the object's name rather than the whole of it.</param>
/// <param name="owner">What the object is, for messages: "a Conv2D layer".</param>
internal sealed class ObjectReader(JsonObject node, TextSpan nameSpan, string owner, DiagnosticBag diagnostics)
{
    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>The value of a property that must be an object; null, and reported, where it is something else.</summary>
    public static JsonObject? ObjectOf(JsonProperty property, string expected, DiagnosticBag diagnostics)
    {
        if (property.Value is JsonObject node) return node;
        if (property.Value is not JsonInvalid)
        {
            diagnostics.Report(DiagnosticCatalog.IllTyped, property.Value.Span, property.Name, property.Value.Description, expected);
        }

        return null;
    }

    public bool Has(SpecKey key) => node.Find(key.Name) is not null;

    /// <summary>Where the value of a key stands; the object's name, where the key is not written.</summary>
    public TextSpan SpanOf(SpecKey key) => node.Find(key.Name)?.Value.Span ?? nameSpan;

    /// <summary>The value of a key, or its default where it is missing or was refused.</summary>
    public T Read<T>(SpecKey<T> key) => ReadOr(key, key.Default);

    public T ReadOr<T>(SpecKey<T> key, T fallback)
    {
        var property = node.Find(key.Name);
        if (property is not null) return key.TryRead(property.Value, diagnostics, out var value) ? value : fallback;
        if (key.IsRequired) diagnostics.Report(DiagnosticCatalog.MissingKey, nameSpan, owner, key.Name, key.Expected);
        return fallback;
    }

    /// <summary>Reports a key that is missing here, though it may be elsewhere.</summary>
    public void Require(SpecKey key)
    {
        if (!Has(key)) diagnostics.Report(DiagnosticCatalog.MissingKey, nameSpan, owner, key.Name, key.Expected);
    }

    /// <summary>Reports a value that is wrong beside others.</summary>
    /// <param name="found">What is said of it after the value itself.</param>
    public void Refuse(SpecKey key, string found, string expected)
    {
        var value = node.Find(key.Name)!.Value;
        diagnostics.Report(DiagnosticCatalog.OutOfRange, value.Span, key.Name, value.Description + found, expected);
    }

    /// <summary>Reports keys that exclude each other.</summary>
    public void OnlyOneOf(params SpecKey[] keys)
    {
        var present = keys.Where(Has).ToArray();
        for (int i = 1; i < present.Length; i++) Refuse(present[i], " beside \"" + present[0].Name + "\"", "one of the two");
    }

    public void RejectUnknown(IReadOnlyList<SpecKey> keys)
    {
        foreach (var property in node.Properties)
        {
            switch (keys.FirstOrDefault(key => key.Name == property.Name))
            {
                case ReservedKey reserved:
                    diagnostics.Report(DiagnosticCatalog.NotSupportedYet, property.NameSpan, "\"" + reserved.Name + "\"", reserved.Description);
                    break;
                case null:
                    var known = keys.Where(key => key is not ReservedKey).Select(key => key.Name).ToList();
                    string suggestion = diagnostics.IsFull ? "" : Suggestion.For(property.Name, known);
                    diagnostics.Report(DiagnosticCatalog.UnknownKey, property.NameSpan, property.Name, owner, suggestion);
                    break;
            }
        }
    }
}
