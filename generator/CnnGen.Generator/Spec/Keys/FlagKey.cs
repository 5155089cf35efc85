using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is true or false.</summary>
internal sealed class FlagKey(string name, string description, bool defaultValue)
    : SpecKey<bool>(name, description, defaultValue)
{
    public override string Expected => "true or false";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out bool value)
    {
        value = Default;
        if (node is not JsonBoolean boolean) return IllTyped(node, diagnostics);
        value = boolean.Value;
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer) => writer.Property("type", "boolean").Property("default", Default);
}
