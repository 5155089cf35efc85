using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is [height, width, channels]; null where it is missing.</summary>
internal sealed class ShapeKey(string name, string description) : SpecKey<Shape?>(name, description, null)
{
    public override string Expected => "[height, width, channels], each " + WholeNumberKey.RangeText(WholeNumberKey.LongestSide);

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out Shape? value)
    {
        value = null;
        if (node is not JsonArray { Items.Length: 3 } array) return IllTyped(node, diagnostics);
        var sides = new int[3];
        for (int i = 0; i < 3; i++)
        {
            var item = array.Items[i];
            if (item is not JsonNumber number || (!WholeNumberKey.IsWhole(number) && !double.IsInfinity(number.Value))) return IllTyped(item, diagnostics);
            if (!WholeNumberKey.IsInRange(number, WholeNumberKey.LongestSide)) return OutOfRange(item, diagnostics);
            sides[i] = (int)number.Value;
        }

        value = Shape.Image(sides[0], sides[1], sides[2]);
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        writer.Property("type", "array").Property("minItems", 3).Property("maxItems", 3).Name("items").BeginObject();
        WholeNumberKey.WriteSchema(writer, WholeNumberKey.LongestSide);
        writer.End();
    }
}
