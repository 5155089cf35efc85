using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Spec;

/// <summary>The words of models.json for what an output's numbers mean.</summary>
internal static class OutputKinds
{
    private static readonly IReadOnlyList<(string Word, OutputKind Kind)> s_words =
        [("values", OutputKind.Values), ("classes", OutputKind.Classes), ("bounding_box", OutputKind.BoundingBox)];

    public static IReadOnlyList<string> Words { get; } = s_words.Select(entry => entry.Word).ToArray();

    public static OutputKind Of(string word) => s_words.First(entry => entry.Word == word).Kind;

    public static string WordFor(OutputKind kind) => s_words.First(entry => entry.Kind == kind).Word;
}
