using System.Globalization;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is a whole number from 1 to a maximum.</summary>
internal sealed class WholeNumberKey(string name, string description, int maximum)
    : SpecKey<int>(name, description, 1)
{
    /// <summary>The most channels or units of a layer.</summary>
    public const int MostChannels = 1 << 24;

    /// <summary>The longest side of an image or of a window over it.</summary>
    public const int LongestSide = 65535;

    public override string Expected => RangeText(maximum);

    public static string RangeText(int maximum, int minimum = 1) =>
        string.Format(CultureInfo.InvariantCulture, "a whole number from {0} to {1}", minimum, maximum);

    public static bool IsWhole(JsonNumber number) => number.Value % 1 == 0;

    public static bool IsInRange(JsonNumber number, int maximum, int minimum = 1) => number.Value >= minimum && number.Value <= maximum;

    public static void WriteSchema(JsonTextWriter writer, int maximum, int minimum = 1) =>
        writer.Property("type", "integer").Property("minimum", minimum).Property("maximum", maximum);

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out int value)
    {
        value = Default;
        if (node is not JsonNumber number || (!IsWhole(number) && !double.IsInfinity(number.Value))) return IllTyped(node, diagnostics);
        if (!IsInRange(number, maximum)) return OutOfRange(node, diagnostics);
        value = (int)number.Value;
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer) => WriteSchema(writer, maximum);
}
