using System.Collections.Immutable;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is a list of strings, with at least one; default where it is missing.</summary>
internal sealed class NamesKey(string name, string description)
    : SpecKey<ImmutableArray<JsonString>>(name, description, default)
{
    public override string Expected => "a list of one or more strings";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out ImmutableArray<JsonString> value)
    {
        value = default;
        if (node is not JsonArray array) return IllTyped(node, diagnostics);
        if (array.Items.Length == 0)
        {
            diagnostics.Report(DiagnosticCatalog.OutOfRange, node.Span, Name, "an empty list", Expected);
            return false;
        }

        foreach (var item in array.Items)
        {
            if (item is not JsonString) return IllTyped(item, diagnostics);
        }

        value = array.Items.Cast<JsonString>().ToImmutableArray();
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer) =>
        writer.Property("type", "array").Property("minItems", 1).Name("items").BeginObject().Property("type", "string").End();
}
