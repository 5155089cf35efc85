using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CnnGen;

/// <summary>The attributes of a layer, as the generator wrote them: names and values, some of which are such objects again.</summary>
internal sealed class LayerSettings
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    private LayerSettings()
    {
    }

    public static LayerSettings Parse(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return ReadObject(ref reader);
    }

    public int Whole(string name) => (int)Value<double>(name);

    /// <summary>A number. Those that JSON has no words for stand as texts.</summary>
    public double Number(string name) =>
        _values.GetValueOrDefault(name) is string text ? double.Parse(text, CultureInfo.InvariantCulture) : Value<double>(name);

    public double[] Numbers(string name) => [.. Value<List<object?>>(name).Select(item => (double)item!)];

    public bool Flag(string name) => Value<bool>(name);

    public string Text(string name) => Value<string>(name);

    public LayerSettings Object(string name) => Value<LayerSettings>(name);

    /// <summary>An object of Height and Width.</summary>
    public (int Height, int Width) Size(string name) => (Object(name).Whole("Height"), Object(name).Whole("Width"));

    /// <summary>What a padding says of the sides of an image.</summary>
    public (int Top, int Bottom, int Left, int Right) Sides(string name)
    {
        var (vertical, horizontal) = (Object(name).Object("Vertical"), Object(name).Object("Horizontal"));
        return (vertical.Whole("Before"), vertical.Whole("After"), horizontal.Whole("Before"), horizontal.Whole("After"));
    }

    /// <summary>
    /// Of an attribute "Padding": the elements before the first and behind the last of an axis that a window slides over. Keras's "same" puts the odd element behind.
    /// </summary>
    /// <param name="axis">"Vertical" or "Horizontal".</param>
    /// <param name="input">Elements of the axis.</param>
    public (int Before, int After) Padding(string axis, int input, int size, int stride, int dilation)
    {
        var padding = Object(axis);
        if (padding.Text("Rule") != "Same")
            return (padding.Whole("Before"), padding.Whole("After"));
        var outputs = ((input - 1) / stride) + 1;
        var total = (int)Math.Max(((outputs - 1L) * stride) + ((size - 1L) * dilation) + 1 - input, 0);
        return (total / 2, total - (total / 2));
    }

    /// <summary>Whether the value is there and not null.</summary>
    public bool Has(string name) => _values.GetValueOrDefault(name) is not null;

    private T Value<T>(string name) => _values.GetValueOrDefault(name) is T value
        ? value
        : throw new InvalidOperationException(
            $"The generated code has no attribute {name} ({typeof(T).Name}); use the same version of the CnnGen packages in all projects, and build them again.");

    private static LayerSettings ReadObject(ref Utf8JsonReader reader)
    {
        var settings = new LayerSettings();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            settings._values[name] = ReadValue(ref reader);
        }

        return settings;
    }

    private static object? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadList(ref reader),
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    private static List<object?> ReadList(ref Utf8JsonReader reader)
    {
        List<object?> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader));
        return items;
    }
}
