using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Joins calls of a prediction that follow each other over a tensor which the second-level cache does not hold: each band of its rows is read as soon as it is written, while
/// it is still there. Where threads share the rows, both of two neighbours compute the few rows between them, with the same result.
/// </summary>
internal static class RowBands
{
    // Tensors of half of the cache's two megabytes and more: beside weights and outputs, less of one is left when the next call begins.
    private const long FarFloats = 256 * 1024;

    // What a band has of all tensors between the joined calls.
    private const double BandFloats = 96 * 1024;

    private static readonly Regex s_buffer = new(@"\ba \+ At\.(\w+)", RegexOptions.CultureInvariant);

    public static IReadOnlyList<Call> Join(IReadOnlyList<Call> calls)
    {
        var joined = new List<Call>();
        foreach (var call in calls)
        {
            var before = joined.LastOrDefault();
            if (before is null || !Follows(call, before)) joined.Add(call);
            else
            {
                joined[joined.Count - 1] = call with
                {
                    Ahead = before,
                    Comment = $"{before.Comment}, and with its rows {call.Comment}",
                    Layers = $"{before.Layers}, {call.Layers}",
                    MultiplyAdds = before.MultiplyAdds + call.MultiplyAdds,
                };
            }
        }

        return joined;
    }

    /// <summary>Parts of a joined call in a band.</summary>
    public static int PartsOf(Call call)
    {
        double floats = 0;
        double parts = 1;
        for (var at = call; at.Ahead is { } ahead; at = ahead)
        {
            double rows = parts * at.Kernel!.Flow!.Value.Step;
            floats += rows * at.Kernel.Flow.Value.InputRow;
            parts = rows / ahead.Kernel!.Flow!.Value.Written;
        }

        return (int)Math.Max(1, BandFloats / floats);
    }

    /// <summary>Whether a call reads, by rows, a large tensor that the one before it writes by rows.</summary>
    private static bool Follows(Call call, Call before)
    {
        if (call.Kernel is not { Parts: > 1, Flow: { } reads } || before.Kernel is not { Parts: > 1, Flow: { } writes } || call.Condition != before.Condition) return false;
        if (call.Comment.Length == 0 || (long)before.Kernel.Parts * writes.Written * reads.InputRow < FarFloats) return false;
        var read = BuffersOf(call);
        var written = BuffersOf(before);
        // The input is the first argument, the output the last one; whoever names the tensor twice reads other rows of it too.
        return read.Count > 0 && written.Count > 0 && call.Statement.StartsWith("a + At.", StringComparison.Ordinal)
            && read[0] == written[written.Count - 1] && read.Count(name => name == read[0]) == 1 && written.Count(name => name == read[0]) == 1;
    }

    private static List<string> BuffersOf(Call call) => s_buffer.Matches(call.Statement).Cast<Match>().Select(match => match.Groups[1].Value).ToList();
}
