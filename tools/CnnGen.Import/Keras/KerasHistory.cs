using System.Text.Json.Nodes;

namespace CnnGen.Import.Keras;

/// <summary>Which layers a configuration names, in the several ways that versions of Keras write it.</summary>
internal static class KerasHistory
{
    private const int MostDepth = 16;

    /// <summary>
    /// The layers that a call of a layer takes: ["conv2d", 0, 0, {}] in Keras 2, an object with "keras_history" in Keras 3, and lists of them.
    /// </summary>
    public static IEnumerable<string> Sources(JsonNode? node, int depth)
    {
        if (depth > MostDepth)
            yield break;
        switch (node)
        {
            case JsonObject call when call["keras_history"] is JsonArray history && NameIn(history) is { } name:
                yield return name;
                break;
            case JsonObject call:
                // Of a call's named arguments only those are layers that have a history.
                foreach (var name in call.SelectMany(property => Sources(property.Value, depth + 1)))
                    yield return name;
                break;
            case JsonArray list when NameIn(list) is { } name:
                yield return name;
                break;
            case JsonArray list:
                foreach (var name in list.SelectMany(item => Sources(item, depth + 1)))
                    yield return name;
                break;
        }
    }

    /// <summary>The layers of "input_layers" or "output_layers": a list of ["conv2d", 0, 0], or one alone.</summary>
    public static IReadOnlyList<string> Names(JsonArray list) =>
        NameIn(list) is { } single ? [single] : [.. list.Select(item => item is JsonArray history ? NameIn(history) : null).OfType<string>()];

    private static string? NameIn(JsonArray history) =>
        history.Count >= 3 && history[0] is JsonValue first && first.TryGetValue(out string? name)
        && history[1] is JsonValue node && node.TryGetValue(out int _) && history[2] is JsonValue tensor && tensor.TryGetValue(out int _)
            ? name
            : null;
}
