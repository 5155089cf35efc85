namespace CnnGen;

/// <summary>A line of comma-separated fields.</summary>
internal static class CsvLine
{
    /// <summary>Puts the fields of a line in place of those that are there.</summary>
    /// <exception cref="FormatException">A quote is not closed, or something follows it.</exception>
    public static void Split(string line, List<string> fields)
    {
        fields.Clear();
        var start = 0;
        while (true)
        {
            var end = start < line.Length && line[start] == '"' ? EndOfQuoted(line, start) : EndOf(line, start);
            fields.Add(line[start..end] is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : line[start..end]);
            if (end == line.Length)
                return;
            start = end + 1;
        }
    }

    private static int EndOf(string line, int start) => line.IndexOf(',', start) is >= 0 and var end ? end : line.Length;

    private static int EndOfQuoted(string line, int start)
    {
        for (var i = start + 1; i < line.Length; i++)
        {
            if (line[i] != '"')
                continue;
            if (i + 1 == line.Length || line[i + 1] == ',')
                return i + 1;
            if (line[++i] != '"')
                throw new FormatException("found text behind a closing quote, expected a comma; quotes inside a field are doubled");
        }

        throw new FormatException("found a quote that is not closed on its line");
    }
}
