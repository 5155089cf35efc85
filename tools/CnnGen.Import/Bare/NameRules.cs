using System.Text.RegularExpressions;

namespace CnnGen.Import.Bare;

/// <summary>
/// Rules that make names of a file those of a network: a line "pattern -> replacement" each, a regular expression and what stands for the match ("$1" is its first group).
/// The first rule that matches counts. Empty lines and lines that begin with # say nothing.
/// </summary>
public sealed class NameRules
{
    private readonly List<(Regex Pattern, string Replacement)> _rules = [];

    public static NameRules None { get; } = new();

    /// <exception cref="ImportException">A line is no rule.</exception>
    public static NameRules Parse(string text)
    {
        var rules = new NameRules();
        var number = 0;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            var parts = line.Split("->");
            try
            {
                if (parts.Length != 2)
                    throw new ArgumentException("expected one \"->\" in it");
                // Without backtracking a pattern takes time in proportion to the name.
                rules._rules.Add((new Regex(parts[0].Trim(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), parts[1].Trim()));
            }
            catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
            {
                throw new ImportException("a rule that is none", FormattableString.Invariant($"Line {number} of the rules, \"{line}\", is none: {exception.Message}. Expected a line like \"^features\\.(\\d+)\\. -> conv$1.\"."));
            }
        }

        return rules;
    }

    public string Apply(string name)
    {
        foreach (var (pattern, replacement) in _rules)
        {
            if (pattern.IsMatch(name))
                return pattern.Replace(name, replacement, 1);
        }

        return name;
    }
}
