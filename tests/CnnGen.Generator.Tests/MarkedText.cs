using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Tests;

/// <summary>A text in which ¤ stands before each place where an error is expected.</summary>
internal static class MarkedText
{
    private const char Mark = '¤';

    public static string Without(string marked) => marked.Replace(Mark.ToString(), "");

    /// <summary>"4:5" for each mark, in order: line and column from 1.</summary>
    public static IReadOnlyList<string> Places(string marked)
    {
        var places = new List<string>();
        int line = 1;
        int column = 1;
        foreach (char c in marked)
        {
            if (c == Mark)
            {
                places.Add($"{line}:{column}");
                continue;
            }

            column++;
            if (c != '\n') continue;
            line++;
            column = 1;
        }

        return places;
    }

    /// <summary>A network of these layers over an 8 x 8 image with 3 channels.</summary>
    public static string OfLayers(string layers, string more = "") => $$"""
        { "models": { "Net": {
          "input": { "shape": [8, 8, 3] },
          "layers": [
            {{layers}}
          ]
          {{more}}
        } } }
        """;

    /// <summary>A network with a head "kind" of 3 classes and a head "box" of 4 numbers.</summary>
    public static string OfHeads(string compile) => OfLayers(
        """{ "type": "Flatten" }""",
        $$"""
        , "heads": {
            "kind": { "layers": [{ "type": "Dense", "units": 3, "activation": "softmax" }] },
            "box": { "layers": [{ "type": "Dense", "units": 4 }], "kind": "bounding_box" }
          }, {{compile}}
        """);

    public static NetworkGraph GraphOf(string text) => Declared.Graphs(text).Single();
}
