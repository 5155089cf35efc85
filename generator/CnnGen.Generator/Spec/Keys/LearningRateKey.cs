using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is a learning rate: a number above 0, or a schedule. It is read as a double or a <see cref="Graph.RuntimeObject"/>.</summary>
internal sealed class LearningRateKey(string name, string description, double defaultValue)
    : SpecKey<object>(name, description, defaultValue)
{
    private readonly NumberKey _number = new(name, description, defaultValue) { ExcludesMinimum = true };

    public override string Expected => _number.Expected + ", or a schedule with a \"type\"";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out object value)
    {
        value = Default;
        switch (node)
        {
            case JsonObject schedule:
                if (LearningRateSchedules.Read(schedule, diagnostics) is not { } read) return false;
                value = read;
                return true;
            case JsonNumber:
                bool isRate = _number.TryRead(node, diagnostics, out double rate);
                value = rate;
                return isRate;
            default:
                return IllTyped(node, diagnostics);
        }
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        writer.Property("default", _number.Default).Name("anyOf").BeginArray();
        writer.BeginObject().Property("type", "number").Property("exclusiveMinimum", _number.Minimum).End();
        foreach (var schedule in LearningRateSchedules.All) writer.BeginObject().Property("$ref", "#/definitions/" + schedule.Type).End();
        writer.End();
    }
}
