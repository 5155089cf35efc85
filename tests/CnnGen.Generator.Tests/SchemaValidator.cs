using System.Text.Json;
using System.Text.RegularExpressions;

namespace CnnGen.Generator.Tests;

/// <summary>Checks JSON with the part of JSON Schema that models.schema.json uses; a keyword it does not know is an error.</summary>
internal sealed class SchemaValidator(JsonElement root)
{
    public List<string> Errors(JsonElement value)
    {
        var errors = new List<string>();
        Check(root, value, "$", errors);
        return errors;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Holds(keyword, schema, value, path, errors)) errors.Add($"{path}: {keyword.Name} {keyword.Value}");
        }
    }

    private bool Holds(JsonProperty keyword, JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        var rule = keyword.Value;
        switch (keyword.Name)
        {
            case "$schema" or "title" or "description" or "default" or "definitions" or "properties" or "allowComments" or "allowTrailingCommas":
                return true;
            case "$ref":
                Check(root.GetProperty("definitions").GetProperty(rule.GetString()!["#/definitions/".Length..]), value, path, errors);
                return true;
            case "allOf":
                foreach (var part in rule.EnumerateArray()) Check(part, value, path, errors);
                return true;
            case "anyOf":
                return rule.EnumerateArray().Any(part =>
                {
                    var found = new List<string>();
                    Check(part, value, path, found);
                    return found.Count == 0;
                });
            case "type":
                return IsOfType(rule.GetString()!, value);
            case "enum":
                return value.ValueKind == JsonValueKind.String && rule.EnumerateArray().Any(word => word.GetString() == value.GetString());
            case "minimum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble();
            case "maximum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble();
            case "exclusiveMinimum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() > rule.GetDouble();
            case "exclusiveMaximum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() < rule.GetDouble();
            case "minItems":
                return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32();
            case "maxItems":
                return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.GetInt32();
            case "minProperties":
                return value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() >= rule.GetInt32();
            case "items":
                foreach (var (item, index) in Items(value)) Check(rule, item, $"{path}[{index}]", errors);
                return true;
            case "required":
                return value.ValueKind != JsonValueKind.Object || rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));
            case "propertyNames":
                return Properties(value).All(property => Regex.IsMatch(property.Name, rule.GetProperty("pattern").GetString()!));
            case "additionalProperties":
                return CheckProperties(schema, rule, value, path, errors);
            default:
                throw new NotSupportedException(keyword.Name);
        }
    }

    private bool CheckProperties(JsonElement schema, JsonElement additional, JsonElement value, string path, List<string> errors)
    {
        bool hasKnown = schema.TryGetProperty("properties", out var known);
        bool holds = true;
        foreach (var property in Properties(value))
        {
            string place = $"{path}.{property.Name}";
            if (hasKnown && known.TryGetProperty(property.Name, out var own)) Check(own, property.Value, place, errors);
            else if (additional.ValueKind == JsonValueKind.False) holds = false;
            else Check(additional, property.Value, place, errors);
        }

        return holds;
    }

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % 1 == 0,
        _ => throw new NotSupportedException(type),
    };

    private static IEnumerable<(JsonElement Item, int Index)> Items(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select((item, index) => (item, index)) : [];

    private static IEnumerable<JsonProperty> Properties(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];
}
