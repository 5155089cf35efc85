using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is a list of the axes of an image in another order: 1 is the height, 2 the width, 3 the channels.</summary>
internal sealed class PermutationKey(string name, string description) : SpecKey<EquatableArray<int>>(name, description, EquatableArray.Of(1, 2, 3))
{
    public override string Expected => "a list of 1 (height), 2 (width) and 3 (channels), each once";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out EquatableArray<int> value)
    {
        value = Default;
        if (node is not JsonArray array) return IllTyped(node, diagnostics);
        var axes = new double[array.Items.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            if (BoundedIntegerKey.WholeOf(array.Items[i]) is not double axis) return IllTyped(array.Items[i], diagnostics);
            axes[i] = axis;
        }

        if (!axes.OrderBy(axis => axis).SequenceEqual([1, 2, 3])) return OutOfRange(node, diagnostics);
        value = axes.Select(axis => (int)axis).ToEquatableArray();
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer) => writer.Property("type", "array").Property("minItems", 3).Property("maxItems", 3)
        .Name("items").BeginObject().Property("type", "integer").Property("minimum", 1).Property("maximum", 3).End();
}
