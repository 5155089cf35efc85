using System.Globalization;
using System.Text;

namespace CnnGen.Conformance.Tests;

/// <summary>The results of the cases as a section of docs/onnx.md, which the run writes and checks.</summary>
internal static class ConformanceTable
{
    private const string Begin = "<!-- cases: written by tests/CnnGen.Conformance.Tests -->\n";
    private const string End = "<!-- end of cases -->\n";

    /// <summary>The section.</summary>
    /// <param name="operators">The operator of each case.</param>
    public static string Write(IReadOnlyList<CaseResult> results, IReadOnlyDictionary<string, string> operators)
    {
        int Count(Outcome outcome) => results.Count(result => result.Outcome == outcome);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Of {results.Count} cases {Count(Outcome.Passed)} pass, {Count(Outcome.Refused)} are refused and {Count(Outcome.Failed)} fail.\n\nPassed, by operator: ");
        var passed = results.Where(result => result.Outcome == Outcome.Passed).GroupBy(result => operators[result.Name]).OrderBy(group => group.Key, StringComparer.Ordinal);
        text.AppendJoin(", ", passed.Select(group => $"{group.Key} {group.Count().ToString(CultureInfo.InvariantCulture)}"));
        text.Append(".\n\n| refused because of | cases | for example |\n|---|---|---|\n");
        foreach (var reason in results.Where(result => result.Outcome == Outcome.Refused).GroupBy(result => result.Detail).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| {reason.Key} | {reason.Count()} | `{reason.First().Name}` |\n");
        foreach (var failed in results.Where(result => result.Outcome == Outcome.Failed))
            text.Append(CultureInfo.InvariantCulture, $"\n`{failed.Name}` fails.\n");
        return text.ToString();
    }

    /// <summary>The section as it stands in a file.</summary>
    public static string Read(string path)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (begin, end) = Place(text, path);
        return text[begin..end];
    }

    /// <summary>Puts the section into a file.</summary>
    public static void Replace(string path, string section)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (begin, end) = Place(text, path);
        File.WriteAllText(path, text[..begin] + section + text[end..]);
    }

    private static (int Begin, int End) Place(string text, string path)
    {
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin ? (begin + Begin.Length, end) : throw new InvalidDataException($"{path} has no place for the cases.");
    }
}
