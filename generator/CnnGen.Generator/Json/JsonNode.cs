using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Json;

/// <summary>A value in a JSON text and where it stands.</summary>
internal abstract class JsonNode(TextSpan span)
{
    public TextSpan Span { get; } = span;

    /// <summary>What it is, for "found ..." in a message.</summary>
    public abstract string Description { get; }

    /// <summary>Whether every value in it could be read.</summary>
    public virtual bool IsWhole => true;
}

/// <summary>Stands where a value could not be read; the error is reported already.</summary>
internal sealed class JsonInvalid(TextSpan span) : JsonNode(span)
{
    public override string Description => "not readable";

    public override bool IsWhole => false;
}

internal sealed class JsonNull(TextSpan span) : JsonNode(span)
{
    public override string Description => "null";
}

internal sealed class JsonBoolean(TextSpan span, bool value) : JsonNode(span)
{
    public bool Value { get; } = value;

    public override string Description => Value ? "true" : "false";
}

/// <summary>A number; infinite where it is beyond what a double holds.</summary>
internal sealed class JsonNumber(TextSpan span, double value) : JsonNode(span)
{
    public double Value { get; } = value;

    public override string Description => Value.ToString("R", CultureInfo.InvariantCulture);
}

internal sealed class JsonString(TextSpan span, string value) : JsonNode(span)
{
    private const int MostShown = 60;

    public string Value { get; } = value;

    public override string Description => "the string \"" + (Value.Length <= MostShown ? Value : Value.Substring(0, MostShown) + "...") + "\"";
}

internal sealed class JsonArray(TextSpan span, ImmutableArray<JsonNode> items) : JsonNode(span)
{
    public ImmutableArray<JsonNode> Items { get; } = items;

    public override string Description => "a list";

    public override bool IsWhole { get; } = items.All(item => item.IsWhole);
}

internal sealed class JsonObject(TextSpan span, ImmutableArray<JsonProperty> properties) : JsonNode(span)
{
    public ImmutableArray<JsonProperty> Properties { get; } = properties;

    public override string Description => "an object";

    public override bool IsWhole { get; } = properties.All(property => property.Value.IsWhole);

    public JsonProperty? Find(string name) => Properties.FirstOrDefault(property => property.Name == name);
}

internal sealed class JsonProperty(string name, TextSpan nameSpan, JsonNode value)
{
    public string Name { get; } = name;

    public TextSpan NameSpan { get; } = nameSpan;

    public JsonNode Value { get; } = value;
}
