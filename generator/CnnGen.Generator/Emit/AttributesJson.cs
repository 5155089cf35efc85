using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using CnnGen.Generator.Layers;

namespace CnnGen.Generator.Emit;

/// <summary>
/// Attributes as a JSON object with a member for each property that a record is made of, by its name in C#, so that a new kind of layer has nothing to
/// write for exporters. Reflection looks at records of the generator itself.
/// </summary>
internal static class AttributesJson
{
    public static string Of(LayerAttributes attributes)
    {
        var json = new StringBuilder();
        Write(json, attributes);
        return json.ToString();
    }

    private static void Write(StringBuilder json, object? value)
    {
        switch (value)
        {
            case null: json.Append("null"); break;
            case bool flag: json.Append(flag ? "true" : "false"); break;
            case int or long: json.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)); break;
            case float number: json.Append(Number(Literal.Of(number))); break;
            case double number: json.Append(Number(Literal.Of(number))); break;
            case string text: WriteText(json, text); break;
            case Enum name: WriteText(json, name.ToString()); break;
            case IEnumerable items: WriteItems(json, items.Cast<object?>()); break;
            default: WriteProperties(json, value); break;
        }
    }

    /// <summary>Without the suffix of its type. JSON has no words for numbers without a value: they stand as texts.</summary>
    private static string Number(string literal)
    {
        string digits = literal.TrimEnd('f', 'd');
        return digits.Any(c => char.IsLetter(c) && c != 'E') ? '"' + digits + '"' : digits;
    }

    private static void WriteItems(StringBuilder json, IEnumerable<object?> items)
    {
        string separator = "[";
        foreach (object? item in items)
        {
            json.Append(separator);
            Write(json, item);
            separator = ",";
        }

        json.Append(separator == "[" ? "[]" : "]");
    }

    /// <summary>What has a setter was given; what has none is computed from it. In the order of the names, which no compiler can change.</summary>
    private static void WriteProperties(StringBuilder json, object value)
    {
        string separator = "";
        json.Append('{');
        foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.SetMethod is not null).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            json.Append(separator);
            WriteText(json, property.Name);
            json.Append(':');
            Write(json, property.GetValue(value));
            separator = ",";
        }

        json.Append('}');
    }

    private static void WriteText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (char c in text)
        {
            if (c is '"' or '\\' || c < ' ' || c > '~') json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else json.Append(c);
        }

        json.Append('"');
    }
}
