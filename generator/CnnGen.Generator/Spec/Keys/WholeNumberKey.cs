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

    public static string RangeText(int maximum) =>
        string.Format(CultureInfo.InvariantCulture, "a whole number from 1 to {0}", maximum);

    public static bool IsWhole(JsonNumber number) => number.Value % 1 == 0;

    public static bool IsInRange(JsonNumber number, int maximum) => number.Value >= 1 && number.Value <= maximum;

    public static void WriteSchema(JsonTextWriter writer, int maximum) =>
        writer.Property("type", "integer").Property("minimum", 1).Property("maximum", maximum);

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
