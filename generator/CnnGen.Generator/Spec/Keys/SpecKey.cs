using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key that an object of models.json may have. Reading, checks, messages and the schema all come from it.</summary>
internal abstract class SpecKey(string name, string description)
{
    public string Name { get; } = name;

    /// <summary>A sentence for the editor.</summary>
    public string Description { get; } = description;

    public bool IsRequired { get; init; }

    /// <summary>What may stand there, for "expected ..." in messages.</summary>
    public abstract string Expected { get; }

    /// <summary>Writes the members of the schema of the value, but for its description.</summary>
    public abstract void WriteSchema(JsonTextWriter writer);
}

/// <summary>A key whose value is read as a <typeparamref name="T"/>.</summary>
internal abstract class SpecKey<T>(string name, string description, T defaultValue) : SpecKey(name, description)
{
    /// <summary>The value where the key is missing.</summary>
    public T Default { get; } = defaultValue;

    /// <summary>Reads the value, or reports why it can't be one.</summary>
    public abstract bool TryRead(JsonNode node, DiagnosticBag diagnostics, out T value);

    protected bool IllTyped(JsonNode node, DiagnosticBag diagnostics) => Refuse(DiagnosticCatalog.IllTyped, node, diagnostics);

    protected bool OutOfRange(JsonNode node, DiagnosticBag diagnostics) => Refuse(DiagnosticCatalog.OutOfRange, node, diagnostics);

    private bool Refuse(DiagnosticDescriptor descriptor, JsonNode node, DiagnosticBag diagnostics)
    {
        if (node is not JsonInvalid) diagnostics.Report(descriptor, node.Span, Name, node.Description, Expected);
        return false;
    }
}
