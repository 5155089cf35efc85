using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is one of a few words.</summary>
internal sealed class ChoiceKey(string name, string description, IReadOnlyList<string> choices, string? defaultValue)
    : SpecKey<string?>(name, description, defaultValue)
{
    public override string Expected => "one of " + string.Join(", ", choices.Select(choice => "\"" + choice + "\""));

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out string? value)
    {
        value = Default;
        if (node is not JsonString text) return IllTyped(node, diagnostics);
        if (!choices.Contains(text.Value))
        {
            diagnostics.Report(DiagnosticCatalog.UnknownValue, node.Span, text.Value, Name, Suggestion.For(text.Value, choices));
            return false;
        }

        value = text.Value;
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        writer.Name("enum").Values(choices);
        if (Default is not null) writer.Property("default", Default);
    }
}
