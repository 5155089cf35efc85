using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Emit.Simd;

/// <summary>Writes the calls of a pass, and the conditions under which they run, the same for the processor and for GPUs.</summary>
internal static class PassWriter
{
    private const string Thawed = "block.TrainsFrozen";

    public static void Write(CodeWriter code, IReadOnlyList<Call> calls, Func<Call, string> write)
    {
        var runs = Runs(calls);
        if (calls.Any(call => call.Condition.BackTo is not null || call.Statement.Contains($"({PassBuilder.FirstTrained} <=")))
        {
            code.Line($"int {PassBuilder.FirstTrained} = block.FirstTrained;");
        }

        int known = int.MaxValue;
        var latest = Latest(runs);
        for (int i = 0; i < runs.Count; i++)
        {
            var (condition, run) = runs[i];
            string? test = condition.Of switch
            {
                FeatureSide.Images => "if (!block.FromFeatures)",
                FeatureSide.Features => i > 0 && runs[i - 1].Condition.Of == FeatureSide.Images ? "else" : "if (block.FromFeatures)",
                _ => null,
            };
            if (condition.BackTo is int first && first < known)
            {
                // Where nothing else follows, the way back ends here.
                if (latest[i] <= first)
                {
                    code.Line();
                    code.Comment("Where training begins later, nothing before this is trained.");
                    code.Line($"if ({PassBuilder.FirstTrained} > {Literal.Of(first)}) return;");
                    known = first;
                }
                else
                {
                    test = $"if ({PassBuilder.FirstTrained} <= {Literal.Of(first)})";
                }
            }

            if (condition.IfThawed) test = test is null ? $"if ({Thawed})" : $"{test.TrimEnd(')')} && {Thawed})";
            if (test is not null && test != "else") code.Line();
            using (code.Open(test)) WriteRun(code, run, write, isBlock: test is not null);
        }
    }

    /// <summary>For each run the latest layer that it, or one behind it, leads back to; without end where one always runs.</summary>
    private static int[] Latest(List<(CallCondition Condition, List<Call> Calls)> runs)
    {
        var latest = new int[runs.Count];
        for (int i = runs.Count - 1; i >= 0; i--)
        {
            int own = runs[i].Condition.BackTo ?? int.MaxValue;
            latest[i] = i + 1 < runs.Count && latest[i + 1] > own ? latest[i + 1] : own;
        }

        return latest;
    }

    /// <summary>Calls that follow each other under one condition.</summary>
    private static List<(CallCondition Condition, List<Call> Calls)> Runs(IReadOnlyList<Call> calls)
    {
        var runs = new List<(CallCondition Condition, List<Call> Calls)>();
        foreach (var call in calls)
        {
            if (runs.Count == 0 || runs[runs.Count - 1].Condition != call.Condition) runs.Add((call.Condition, []));
            runs[runs.Count - 1].Calls.Add(call);
        }

        return runs;
    }

    /// <summary>Writes the calls as the cases of a switch, each for the parts that the block asks for.</summary>
    public static void WriteSteps(CodeWriter code, IReadOnlyList<Call> calls, int first, int end, Func<Call, string> write)
    {
        using (code.Open("switch (block.Call)"))
        {
            for (int i = first; i < end; i++)
            {
                code.Line($"case {Literal.Of(i)}:");
                code.Line("    " + write(calls[i]));
                code.Line("    break;");
            }
        }
    }

    private static void WriteRun(CodeWriter code, List<Call> run, Func<Call, string> write, bool isBlock)
    {
        bool isFirst = isBlock;
        foreach (var call in run)
        {
            if (call.Comment.Length > 0)
            {
                if (!isFirst) code.Line();
                code.Comment(call.Comment);
            }

            isFirst = false;
            code.Line(write(call));
        }
    }
}
