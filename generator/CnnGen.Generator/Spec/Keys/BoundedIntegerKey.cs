using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is a whole number, from a minimum, which may be negative, to a maximum.</summary>
internal sealed class BoundedIntegerKey(string name, string description, int defaultValue, int minimum, int maximum) : SpecKey<int>(name, description, defaultValue)
{
    public override string Expected => WholeNumberKey.RangeText(maximum, minimum);

    /// <summary>The number; null where the node is none. It may be out of range.</summary>
    public static double? WholeOf(JsonNode node) =>
        node is JsonNumber number && (WholeNumberKey.IsWhole(number) || double.IsInfinity(number.Value)) ? number.Value : null;

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out int value)
    {
        value = Default;
        if (WholeOf(node) is not double number) return IllTyped(node, diagnostics);
        if (number < minimum || number > maximum) return OutOfRange(node, diagnostics);
        value = (int)number;
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        WholeNumberKey.WriteSchema(writer, maximum, minimum);
        if (!IsRequired) writer.Property("default", Default);
    }
}
