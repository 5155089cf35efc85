using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is [length] or [height, width, channels], of which one may be -1.</summary>
internal sealed class TargetShapeKey(string name, string description) : SpecKey<EquatableArray<int>>(name, description, EquatableArray.Of(-1))
{
    public override string Expected => "[length] or [height, width, channels], each a whole number of at least 1, one of them perhaps -1";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out EquatableArray<int> value)
    {
        value = Default;
        if (node is not JsonArray { Items.Length: 1 or 3 } array) return IllTyped(node, diagnostics);
        var sides = new int[array.Items.Length];
        for (int i = 0; i < sides.Length; i++)
        {
            var item = array.Items[i];
            if (BoundedIntegerKey.WholeOf(item) is not double side) return IllTyped(item, diagnostics);
            if (side is not (-1 or (>= 1 and <= int.MaxValue))) return OutOfRange(item, diagnostics);
            sides[i] = (int)side;
        }

        if (sides.Count(side => side == -1) > 1) return OutOfRange(node, diagnostics);
        value = sides.ToEquatableArray();
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        writer.Name("anyOf").BeginArray();
        foreach (int length in new[] { 1, 3 })
        {
            writer.BeginObject().Property("type", "array").Property("minItems", length).Property("maxItems", length)
                .Name("items").BeginObject().Property("type", "integer").Property("minimum", -1).Property("maximum", int.MaxValue).End().End();
        }

        writer.End();
    }
}
