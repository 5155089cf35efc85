using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is one number for all channels, or a list with one for each.</summary>
internal sealed class PerChannelKey(string name, string description, float defaultValue)
    : SpecKey<IReadOnlyList<float>>(name, description, [defaultValue])
{
    public override string Expected => "a finite number, or a list of one for each channel";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out IReadOnlyList<float> value)
    {
        value = Default;
        var nodes = node is JsonArray array ? array.Items.ToArray() : [node];
        if (nodes.Length == 0) return IllTyped(node, diagnostics);
        var values = new float[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i] is not JsonNumber number) return IllTyped(nodes[i], diagnostics);
            values[i] = (float)number.Value;
            if (float.IsInfinity(values[i])) return OutOfRange(nodes[i], diagnostics);
        }

        value = values;
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer) => writer
        .Name("anyOf").BeginArray()
        .BeginObject().Property("type", "number").End()
        .BeginObject().Property("type", "array").Property("minItems", 1).Name("items").BeginObject().Property("type", "number").End().End()
        .End();
}
