using System.Globalization;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is a finite number at least (or above) a minimum and below a limit.</summary>
internal sealed class NumberKey(string name, string description, double defaultValue)
    : SpecKey<double>(name, description, defaultValue)
{
    /// <summary>The least value; negative infinity where any finite float will do.</summary>
    public double Minimum { get; init; }

    public bool ExcludesMinimum { get; init; }

    /// <summary>The value must stay below it; null where it only must be finite.</summary>
    public double? Below { get; init; }

    /// <summary>The value may not be above it; null where there is no such limit.</summary>
    public double? AtMost { get; init; }

    /// <summary>Whether a missing key says nothing, so that it has no default to show.</summary>
    public bool IsOptional { get; init; }

    private bool IsFree => double.IsNegativeInfinity(Minimum);

    public override string Expected
    {
        get
        {
            if (IsFree) return "a finite number";
            string minimum = (ExcludesMinimum ? "above " : "of at least ") + Minimum.ToString("R", CultureInfo.InvariantCulture);
            string limit = Below is double below ? " and below " + below.ToString("R", CultureInfo.InvariantCulture) : "";
            if (AtMost is double most) limit = " and at most " + most.ToString("R", CultureInfo.InvariantCulture);
            return "a finite number " + minimum + limit;
        }
    }

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out double value)
    {
        value = Default;
        if (node is not JsonNumber number) return IllTyped(node, diagnostics);
        bool aboveMinimum = ExcludesMinimum ? number.Value > Minimum : number.Value >= Minimum;
        bool belowLimit = Below is double below ? number.Value < below : !double.IsPositiveInfinity(number.Value);
        if (!aboveMinimum || !belowLimit || number.Value > AtMost || (IsFree && float.IsInfinity((float)number.Value))) return OutOfRange(node, diagnostics);
        value = number.Value;
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        writer.Property("type", "number");
        if (!IsFree) writer.Property(ExcludesMinimum ? "exclusiveMinimum" : "minimum", Minimum);
        if (Below is double below) writer.Property("exclusiveMaximum", below);
        if (AtMost is double most) writer.Property("maximum", most);
        if (!IsRequired && !IsOptional) writer.Property("default", Default);
    }
}
