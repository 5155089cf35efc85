using System;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key whose value has a structure of its own, read elsewhere; null where it is missing.</summary>
/// <typeparam name="TNode">What kind of value it must be.</typeparam>
internal sealed class NodeKey<TNode>(string name, string description, string expected, Action<JsonTextWriter> schema)
    : SpecKey<TNode?>(name, description, null)
    where TNode : JsonNode
{
    public override string Expected => expected;

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out TNode? value)
    {
        value = node is JsonInvalid ? null : node as TNode;
        return value is not null || IllTyped(node, diagnostics);
    }

    public override void WriteSchema(JsonTextWriter writer) => schema(writer);
}
