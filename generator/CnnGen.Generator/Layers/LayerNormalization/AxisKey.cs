using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.LayerNormalization;

/// <summary>The axes that are normalized together: the channels, or all of an image. True for all of it.</summary>
internal sealed class AxisKey(string name, string description) : SpecKey<bool>(name, description, false)
{
    public override string Expected => "-1 for the channels, or [1, 2, 3] for all of an image";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out bool value)
    {
        value = false;
        var axes = (node is JsonArray list ? list.Items.ToArray() : [node]).Select(item => (item as JsonNumber)?.Value).ToArray();
        if (axes.Length == 0 || axes.Contains(null)) return IllTyped(node, diagnostics);
        value = axes.SequenceEqual([1, 2, 3]) || axes.SequenceEqual([-3, -2, -1]);
        return value || axes.SequenceEqual([-1]) || OutOfRange(node, diagnostics);
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        writer.Name("anyOf").BeginArray().BeginObject().Property("type", "integer").Property("minimum", -1).Property("maximum", -1).End();
        writer.BeginObject().Property("type", "array").Property("minItems", 1).Property("maxItems", 3).Name("items").BeginObject();
        writer.Property("type", "integer").Property("minimum", -3).Property("maximum", 3).End().End().End();
    }
}
