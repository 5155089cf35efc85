using System;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key that the grammar keeps for a later version: it is refused with a message of its own and is not in the schema.</summary>
/// <param name="hint">What to do instead.</param>
internal sealed class ReservedKey(string name, string hint) : SpecKey(name, hint)
{
    public override string Expected => "nothing";

    public override void WriteSchema(JsonTextWriter writer) => throw new InvalidOperationException("A reserved key has no schema.");
}
