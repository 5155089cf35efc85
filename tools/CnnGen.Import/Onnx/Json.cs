using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Values of keys.</summary>
internal static class Json
{
    public static JsonArray Of(IEnumerable<int> values) => [.. values.Select(value => JsonValue.Create(value))];

    /// <summary>A size of two axes: one number where they are equal.</summary>
    public static JsonNode Size(int height, int width) => height == width ? JsonValue.Create(height) : Of([height, width]);

    /// <summary>Sides of an image: one number where they are equal, else [[top, bottom], [left, right]].</summary>
    public static JsonNode Sides(int top, int bottom, int left, int right) => top == bottom && left == right
        ? Size(top, left)
        : new JsonArray(Of([top, bottom]), Of([left, right]));
}
