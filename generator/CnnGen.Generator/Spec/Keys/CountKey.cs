using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value is a whole number of at least 1, without a maximum; null where it is missing.</summary>
internal sealed class CountKey(string name, string description) : SpecKey<long?>(name, description, null)
{
    // The largest number up to which doubles, and so JSON numbers, hold every whole one.
    private const double Most = 9007199254740992;

    public override string Expected => "a whole number of at least 1";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out long? value)
    {
        value = null;
        if (node is not JsonNumber number || !WholeNumberKey.IsWhole(number)) return IllTyped(node, diagnostics);
        if (!(number.Value is >= 1 and <= Most)) return OutOfRange(node, diagnostics);
        value = (long)number.Value;
        return true;
    }

    public override void WriteSchema(JsonTextWriter writer) => writer.Property("type", "integer").Property("minimum", 1);
}
