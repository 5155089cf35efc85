using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Diagnostics;

/// <summary>Finds the word that was meant where an unknown one stands.</summary>
internal static class Suggestion
{
    private const int LongestWord = 64;
    private const int MostListed = 16;
    private const int MostCompared = 1000;

    /// <summary>"did you mean "x"?", or the list of what could stand there.</summary>
    public static string For(string word, IReadOnlyList<string> candidates)
    {
        string? nearest = Nearest(word, candidates);
        if (nearest is not null) return "did you mean \"" + nearest + "\"?";
        if (candidates.Count == 0) return "there is none to choose from";
        string list = string.Join(", ", candidates.Take(MostListed).Select(candidate => "\"" + candidate + "\""));
        return "expected one of " + list + (candidates.Count > MostListed ? ", ..." : "");
    }

    private static string? Nearest(string word, IReadOnlyList<string> candidates)
    {
        if (word.Length > LongestWord) return null;
        string lower = word.ToLowerInvariant();
        string? nearest = null;
        int best = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates.Take(MostCompared))
        {
            if (Math.Abs(candidate.Length - word.Length) >= best) continue;
            int distance = EditDistance(lower, candidate.ToLowerInvariant(), best);
            if (distance >= best) continue;
            best = distance;
            nearest = candidate;
        }

        return nearest;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    private static int EditDistance(string from, string to, int limit)
    {
        var twoBefore = new int[to.Length + 1];
        var before = new int[to.Length + 1];
        var cost = new int[to.Length + 1];
        for (int j = 0; j <= to.Length; j++) cost[j] = j;
        for (int i = 1; i <= from.Length; i++)
        {
            (twoBefore, before, cost) = (before, cost, twoBefore);
            cost[0] = i;
            int least = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replace = before[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                cost[j] = Math.Min(replace, Math.Min(before[j], cost[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    cost[j] = Math.Min(cost[j], twoBefore[j - 2] + 1);
                }

                least = Math.Min(least, cost[j]);
            }

            // A swap looks two rows back, so one row past the limit is not yet the end.
            if (least > limit + 1) return least;
        }

        return cost[to.Length];
    }
}
