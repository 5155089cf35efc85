using System.Globalization;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>The size of a window over an image, or its steps.</summary>
internal readonly record struct Size(int Height, int Width)
{
    /// <summary>"3" for a square, else "3 x 2".</summary>
    public override string ToString() => Height == Width
        ? Height.ToString(CultureInfo.InvariantCulture)
        : string.Format(CultureInfo.InvariantCulture, "{0} x {1}", Height, Width);
}

/// <summary>A key whose value is one number for both axes, or [height, width].</summary>
internal sealed class SizeKey(string name, string description, Size defaultValue, int minimum = 1)
    : SpecKey<Size>(name, description, defaultValue)
{
    public override string Expected => WholeNumberKey.RangeText(WholeNumberKey.LongestSide, minimum) + ", or [height, width] of two of them";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out Size value)
    {
        value = Default;
        var nodes = node is JsonArray array ? array.Items.ToArray() : [node, node];
        if (nodes.Length != 2) return IllTyped(node, diagnostics);
        var sides = new int[2];
        for (int i = 0; i < 2; i++)
        {
            if (nodes[i] is not JsonNumber number || (!WholeNumberKey.IsWhole(number) && !double.IsInfinity(number.Value))) return IllTyped(nodes[i], diagnostics);
            if (!WholeNumberKey.IsInRange(number, WholeNumberKey.LongestSide, minimum)) return OutOfRange(nodes[i], diagnostics);
            sides[i] = (int)number.Value;
        }

        value = new Size(sides[0], sides[1]);
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        writer.Name("anyOf").BeginArray().BeginObject();
        WholeNumberKey.WriteSchema(writer, WholeNumberKey.LongestSide, minimum);
        writer.End().BeginObject().Property("type", "array").Property("minItems", 2).Property("maxItems", 2).Name("items").BeginObject();
        WholeNumberKey.WriteSchema(writer, WholeNumberKey.LongestSide, minimum);
        writer.End().End().End();
    }
}
