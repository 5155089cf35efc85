using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Spec;

/// <summary>What stands for one head in "compile".</summary>
internal enum HeadValue
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A name, or an object with a "type".</summary>
    NameOrTyped,

    /// <summary>One of these, or a list of them.</summary>
    ListOfThem,
}

/// <summary>Distributes a value of "compile" over the heads: an object by their names, a list in their order, or one value where there is one head.</summary>
internal static class HeadValues
{
    /// <summary>A value for each head, null where it has none; null, and reported, where the values do not match the heads.</summary>
    /// <param name="value">What the value of one head is.</param>
    /// <param name="descriptor">What a mismatch is reported as.</param>
    public static JsonNode?[]? Distribute(
        string key, JsonNode node, IReadOnlyList<HeadSpec> heads, HeadValue value, DiagnosticDescriptor descriptor, DiagnosticBag diagnostics)
    {
        switch (node)
        {
            case JsonInvalid:
                return null;
            case JsonObject byName when value == HeadValue.Number || !IsTyped(byName, heads):
                return ByName(key, byName, heads, descriptor, diagnostics);
            case JsonArray list when heads.Count > 1 || value != HeadValue.ListOfThem:
                if (list.Items.Length == heads.Count) return [.. list.Items];
                diagnostics.Report(descriptor, node.Span, string.Format(
                    CultureInfo.InvariantCulture,
                    "\"{0}\" has {1} in its list, the network has {2}; write one for each head in their order",
                    key,
                    list.Items.Length,
                    CountOf(heads)));
                return null;
            case var single when heads.Count == 1:
                return [single];
            default:
                diagnostics.Report(descriptor, node.Span, string.Format(
                    CultureInfo.InvariantCulture,
                    "\"{0}\" is {1}, the network has {2}; write an object with the names of the heads, or a list in their order",
                    key,
                    node.Description,
                    CountOf(heads)));
                return null;
        }
    }

    /// <summary>Whether an object is a value itself, { "type": "huber" }, rather than one with the names of heads.</summary>
    private static bool IsTyped(JsonObject node, IReadOnlyList<HeadSpec> heads) =>
        node.Find(NamedRows.TypeKey) is not null && heads.All(head => head.Name != NamedRows.TypeKey);

    private static JsonNode?[]? ByName(
        string key, JsonObject byName, IReadOnlyList<HeadSpec> heads, DiagnosticDescriptor descriptor, DiagnosticBag diagnostics)
    {
        var names = heads.Select(head => head.Name).ToList();
        var values = new JsonNode?[heads.Count];
        bool known = true;
        foreach (var property in byName.Properties)
        {
            int index = names.IndexOf(property.Name);
            if (index >= 0)
            {
                values[index] = property.Value;
                continue;
            }

            known = false;
            string hint = diagnostics.IsFull ? "" : Suggestion.For(property.Name, names);
            diagnostics.Report(descriptor, property.NameSpan, "\"" + key + "\" names a head \"" + property.Name + "\" that the network does not have; " + hint);
        }

        return known ? values : null;
    }

    private static string CountOf(IReadOnlyList<HeadSpec> heads) =>
        heads.Count == 1 ? "1 head" : heads.Count.ToString(CultureInfo.InvariantCulture) + " heads";
}
