using System.Globalization;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is a list of numbers, each at least (or above) a minimum; empty where it is missing.</summary>
internal sealed class NumbersKey(string name, string description, double minimum)
    : SpecKey<EquatableArray<double>>(name, description, EquatableArray<double>.Empty)
{
    public bool ExcludesMinimum { get; init; }

    /// <summary>Whether only whole numbers up to 2,147,483,647 are taken.</summary>
    public bool AreWhole { get; init; }

    public override string Expected =>
        "a list of " + (AreWhole ? "whole" : "finite") + " numbers, each " + (ExcludesMinimum ? "above " : "of at least ") + minimum.ToString("R", CultureInfo.InvariantCulture);

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out EquatableArray<double> value)
    {
        value = Default;
        if (node is not JsonArray array) return IllTyped(node, diagnostics);
        double most = AreWhole ? int.MaxValue : double.MaxValue;
        var values = new double[array.Items.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (array.Items[i] is not JsonNumber number) return IllTyped(array.Items[i], diagnostics);
            values[i] = number.Value;
            bool isInRange = (ExcludesMinimum ? values[i] > minimum : values[i] >= minimum) && values[i] <= most;
            if (!isInRange || (AreWhole && !WholeNumberKey.IsWhole(number))) return OutOfRange(number, diagnostics);
        }

        value = new EquatableArray<double>(values);
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        writer.Property("type", "array").Name("items").BeginObject().Property("type", AreWhole ? "integer" : "number");
        writer.Property(ExcludesMinimum ? "exclusiveMinimum" : "minimum", minimum);
        if (AreWhole) writer.Property("maximum", int.MaxValue);
        writer.End();
    }
}
