using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is one number for all channels, or a list with one for each.</summary>
internal sealed class PerChannelKey(string name, string description, float defaultValue)
    : SpecKey<IReadOnlyList<float>>(name, description, [defaultValue])
{
    /// <summary>The least that each may be.</summary>
    public float? Minimum { get; init; }

    public override string Expected => Minimum is float minimum
        ? "a finite number of at least " + minimum.ToString("R", CultureInfo.InvariantCulture) + ", or a list of one for each channel"
        : "a finite number, or a list of one for each channel";

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
            if (float.IsInfinity(values[i]) || values[i] < Minimum) return OutOfRange(nodes[i], diagnostics);
        }

        value = values;
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        WriteNumber(writer.Name("anyOf").BeginArray().BeginObject()).End();
        WriteNumber(writer.BeginObject().Property("type", "array").Property("minItems", 1).Name("items").BeginObject()).End().End().End();
    }

    private JsonTextWriter WriteNumber(JsonTextWriter writer)
    {
        writer.Property("type", "number");
        return Minimum is float minimum ? writer.Property("minimum", minimum) : writer;
    }
}
