using System.Globalization;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is how many of something there are: a whole number from a minimum to 2,147,483,647.</summary>
/// <param name="defaultValue">Null where there is none; a missing key then reads as 0.</param>
internal sealed class IntegerKey(string name, string description, int minimum, int? defaultValue = null)
    : SpecKey<int>(name, description, defaultValue ?? 0)
{
    public override string Expected => string.Format(CultureInfo.InvariantCulture, "a whole number from {0} to {1}", minimum, int.MaxValue);

    /// <summary>Whether there is a default, so that a missing key says something.</summary>
    public bool HasDefault => defaultValue is not null;

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out int value)
    {
        value = Default;
        if (node is not JsonNumber number || (!WholeNumberKey.IsWhole(number) && !double.IsInfinity(number.Value))) return IllTyped(node, diagnostics);
        if (!(number.Value >= minimum && number.Value <= int.MaxValue)) return OutOfRange(node, diagnostics);
        value = (int)number.Value;
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        writer.Property("type", "integer").Property("minimum", minimum).Property("maximum", int.MaxValue);
        if (HasDefault) writer.Property("default", Default);
    }
}
