using System.Globalization;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is "valid", "same", or zeros to add: n, [height, width], or [[top, bottom], [left, right]].</summary>
/// <param name="sides">The default of a key that takes no words.</param>
internal sealed class PaddingKey(string name, string description, Padding? sides = null)
    : SpecKey<Padding>(name, description, sides ?? Padding.Valid)
{
    private static readonly string[] s_words = ["valid", "same"];

    public override string Expected => string.Format(
        CultureInfo.InvariantCulture,
        "{1}a whole number from 0 to {0}, [height, width], or [[top, bottom], [left, right]]",
        WholeNumberKey.LongestSide,
        sides is null ? "\"valid\", \"same\", " : "");

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out Padding value)
    {
        value = Default;
        if (sides is null && node is JsonString text)
        {
            if (!s_words.Contains(text.Value))
            {
                diagnostics.Report(DiagnosticCatalog.UnknownValue, node.Span, text.Value, Name, Suggestion.For(text.Value, s_words));
                return false;
            }

            value = text.Value == "same" ? Padding.Same : Padding.Valid;
            return true;
        }

        var axes = node is JsonArray array ? array.Items.ToArray() : [node, node];
        if (axes.Length != 2) return IllTyped(node, diagnostics);
        var zeros = new int[4];
        for (int axis = 0; axis < 2; axis++)
        {
            var pair = node is JsonArray && axes[axis] is JsonArray inner ? inner.Items.ToArray() : [axes[axis], axes[axis]];
            if (pair.Length != 2) return IllTyped(axes[axis], diagnostics);
            for (int side = 0; side < 2; side++)
            {
                if (!TryReadSide(pair[side], diagnostics, out zeros[(2 * axis) + side])) return false;
            }
        }

        value = Padding.Explicit(zeros[0], zeros[1], zeros[2], zeros[3]);
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer)
    {
        writer.Name("anyOf").BeginArray();
        if (sides is null) writer.BeginObject().Name("enum").Values(s_words).Property("default", s_words[0]).End();
        writer.BeginObject();
        WriteSide(writer);
        writer.End();
        writer.BeginObject().Property("type", "array").Property("minItems", 2).Property("maxItems", 2).Name("items").BeginObject();
        writer.Name("anyOf").BeginArray().BeginObject();
        WriteSide(writer);
        writer.End().BeginObject().Property("type", "array").Property("minItems", 2).Property("maxItems", 2).Name("items").BeginObject();
        WriteSide(writer);
        writer.End().End().End().End().End().End();
    }

    private static void WriteSide(JsonTextWriter writer) =>
        writer.Property("type", "integer").Property("minimum", 0).Property("maximum", WholeNumberKey.LongestSide);

    private bool TryReadSide(JsonNode node, DiagnosticBag diagnostics, out int side)
    {
        side = 0;
        if (node is not JsonNumber number || (!WholeNumberKey.IsWhole(number) && !double.IsInfinity(number.Value))) return IllTyped(node, diagnostics);
        if (number.Value is < 0 or > WholeNumberKey.LongestSide) return OutOfRange(node, diagnostics);
        side = (int)number.Value;
        return true;
    }
}
