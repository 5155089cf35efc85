using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is a list of axes of an image, as Keras counts them: 1 is the height, 2 the width. Empty by default.</summary>
internal sealed class AxesKey(string name, string description) : SpecKey<(bool Height, bool Width)>(name, description, default)
{
    public override string Expected => "a list of 1 (height) and 2 (width)";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out (bool Height, bool Width) value)
    {
        value = default;
        if (node is not JsonArray array) return IllTyped(node, diagnostics);
        foreach (var item in array.Items)
        {
            if (BoundedIntegerKey.WholeOf(item) is not double axis) return IllTyped(item, diagnostics);
            if (axis is not (1 or 2)) return OutOfRange(item, diagnostics);
            value = axis == 1 ? (true, value.Width) : (value.Height, true);
        }

        return true;
    }

    public override void WriteSchema(JsonTextWriter writer) => writer.Property("type", "array")
        .Name("items").BeginObject().Property("type", "integer").Property("minimum", 1).Property("maximum", 2).End();
}
