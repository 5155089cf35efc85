using System.Globalization;
using System.Text;

namespace CnnGen.Import;

/// <summary>Makes names of layers and heads that models.json takes from those of other libraries, as little changed as can be.</summary>
public sealed class LayerNaming
{
    private const int MostCharacters = 120;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { ImportedNetwork.Input };

    /// <summary>A name that no other layer has.</summary>
    /// <param name="name">The name in the file; may be empty.</param>
    /// <param name="fallback">What to call it where nothing of the name can be kept: "conv2d".</param>
    public string Take(string name, string fallback) => Unique(Legal(name, c => c is '_' or '.' or '-' or '/'), fallback);

    /// <summary>A name of a head that no other one has: letters, digits and "_" only.</summary>
    /// <inheritdoc cref="Take" path="/param"/>
    public string TakeHead(string name, string fallback) => Unique(Legal(name, c => c == '_'), fallback);

    private string Unique(string name, string fallback)
    {
        var wanted = name.Length > 0 ? name : fallback;
        var free = wanted;
        for (var number = 2; !_taken.Add(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{number}");
        return free;
    }

    private static string Legal(string name, Func<char, bool> isKept)
    {
        var legal = new StringBuilder();
        foreach (var c in name.AsSpan(0, Math.Min(name.Length, MostCharacters)))
        {
            // A name begins with a letter.
            if (char.IsAsciiLetter(c) || (legal.Length > 0 && (char.IsAsciiDigit(c) || isKept(c))))
                legal.Append(c);
            else if (legal.Length > 0 && legal[^1] != '_')
                legal.Append('_');
        }

        return legal.ToString().TrimEnd('_');
    }
}
