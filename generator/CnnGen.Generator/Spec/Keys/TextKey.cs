using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is any string; null where it is missing.</summary>
internal sealed class TextKey(string name, string description) : SpecKey<string?>(name, description, null)
{
    public override string Expected => "a string";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out string? value)
    {
        value = (node as JsonString)?.Value;
        return value is not null || IllTyped(node, diagnostics);
    }

    public override void WriteSchema(JsonTextWriter writer) => writer.Property("type", "string");
}
