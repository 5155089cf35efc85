using System.Text.Json.Nodes;

namespace CnnGen.Import.Keras;

/// <summary>A layer of a Keras model's configuration.</summary>
/// <param name="ClassName">"Conv2D".</param>
/// <param name="Name">Its name in the model.</param>
/// <param name="Config">Its settings.</param>
/// <param name="Inputs">The names of the layers that it takes.</param>
internal sealed record KerasLayer(string ClassName, string Name, JsonObject Config, IReadOnlyList<string> Inputs)
{
    public bool Flag(string key, bool missing) => Config[key] switch
    {
        null => missing,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        _ => throw Refuse(key, "true or false"),
    };

    public double? Number(string key) => Config[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out double number) => number,
        _ => throw Refuse(key, "a number"),
    };

    public int Whole(string key, int missing) => Config[key] switch
    {
        null => missing,
        JsonValue value when value.TryGetValue(out int number) => number,
        _ => throw Refuse(key, "a whole number"),
    };

    public string Text(string key, string missing) => Config[key] switch
    {
        null => missing,
        JsonValue value when value.TryGetValue(out string? text) => text,
        // An object of Keras 3, which says by its class what a text said before.
        JsonObject settings when settings["class_name"] is JsonValue value && value.TryGetValue(out string? text) => text,
        _ => throw Refuse(key, "a text"),
    };

    /// <summary>One or two whole numbers.</summary>
    public (int Height, int Width) Size(string key, (int Height, int Width) missing) => Config[key] switch
    {
        null => missing,
        JsonArray { Count: 1 } list when Numbers(list) is [var both] => (both, both),
        JsonArray { Count: 2 } list when Numbers(list) is [var height, var width] => (height, width),
        JsonValue value when value.TryGetValue(out int both) => (both, both),
        _ => throw Refuse(key, "one or two whole numbers"),
    };

    public ImportException Refuse(string key, string expected) => new(
        $"{ClassName} with {key}", $"The {ClassName} layer \"{Name}\" has \"{key}\" {Shortened(Config[key]?.ToJsonString() ?? "null")}; expected {expected}.");

    public static int[]? Numbers(JsonArray list)
    {
        var numbers = new int[list.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (list[i] is not JsonValue value || !value.TryGetValue(out numbers[i]))
                return null;
        }

        return numbers;
    }

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "...";
}
