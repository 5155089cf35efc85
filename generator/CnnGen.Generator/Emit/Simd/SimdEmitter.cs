using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Emit.Simd;

/// <summary>The passes and kernels of a network for one width of vectors.</summary>
internal static class SimdEmitter
{
    // Longer methods are not optimized.
    private const int StepsOfMethod = 100;

    public static string Emit(NetworkPlan plan, int bits)
    {
        var code = Emitter.StartFile(plan.Graph.Namespace, references: false, "System.Runtime.CompilerServices", "System.Runtime.Intrinsics");
        var names = KernelNames.Of(plan.Predict, plan.Features, plan.Inspect, plan.Evaluate, plan.Train);
        using (code.Open($"partial class {plan.Graph.Name}"))
        {
            code.Line($"/// <summary>{plan.Graph.Name} for vectors of {Literal.Of(bits)} bits. Channels are the lanes; a tile of sums stays in registers.</summary>");
            using (code.Open($"private static unsafe class Simd{Literal.Of(bits)}"))
            {
                WritePass(code, plan, "Predict", "From images to outputs.", plan.Predict, names);
                WriteSteps(code, plan, names);
                foreach (var call in plan.Predict.Where(call => call.Ahead is not null)) WriteBands(code, plan, call, names);

                if (plan.Features.Count > 0)
                {
                    code.Line();
                    WritePass(code, plan, "Features", "From images to what the trained layers see of them.", plan.Features, names);
                }

                if (plan.Inspect.Count > 0)
                {
                    code.Line();
                    WritePass(code, plan, "Inspect", "From images to outputs, with the outputs of all layers in the arena.", plan.Inspect, names);
                }

                if (plan.Trains)
                {
                    code.Line();
                    WritePass(code, plan, "Evaluate", "From images to outputs and losses.", plan.Evaluate, names);
                    code.Line();
                    WriteTraining(code, plan, names);
                }

                foreach (var pair in names)
                {
                    code.Line();
                    code.Comment(Xml.Summary(pair.Key.Summary), "///");
                    code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
                    using (code.Open($"private static void {pair.Value}({pair.Key.Parameters}{(pair.Key.Parts > 1 ? ", int from, int to" : "")})")) pair.Key.WriteBody(code, bits);
                }
            }
        }

        return code.ToString();
    }

    private static void WriteSteps(CodeWriter code, NetworkPlan plan, Dictionary<Kernel, string> names)
    {
        int count = plan.Predict.Count;
        code.Line();
        code.Line("/// <summary>One call of it, or some parts of a call: for threads that share the parts, and to measure each.</summary>");
        if (count <= StepsOfMethod)
        {
            Write("public", "", 0, count);
            return;
        }

        using (code.Open("public static void PredictStep(in global::CnnGen.Block block)"))
        using (code.Open($"switch (block.Call / {StepsOfMethod})"))
        {
            for (int first = 0; first < count; first += StepsOfMethod)
            {
                code.Line($"case {Literal.Of(first / StepsOfMethod)}:");
                code.Line($"    PredictStep{Literal.Of(first / StepsOfMethod)}(block);");
                code.Line("    break;");
            }
        }

        for (int first = 0; first < count; first += StepsOfMethod)
        {
            code.Line();
            Write("private", Literal.Of(first / StepsOfMethod), first, System.Math.Min(count, first + StepsOfMethod));
        }

        void Write(string access, string suffix, int first, int end)
        {
            using (code.Open($"{access} static void PredictStep{suffix}(in global::CnnGen.Block block)"))
            {
                WriteLocals(code);
                PassWriter.WriteSteps(code, plan.Predict, first, end, call => TextOf(plan, call, names, "block.FromPart", "block.ToPart"));
            }
        }
    }

    /// <summary>Calls that go through their rows together: a band of the last one's, after what it needs of the others'.</summary>
    private static void WriteBands(CodeWriter code, NetworkPlan plan, Call last, Dictionary<Kernel, string> names)
    {
        var chain = last.Chain.ToList();
        int end = chain.Count - 1;
        code.Line();
        code.Comment(Xml.Summary($"The rows of {last.Layers}, a band after another, so that what one call writes is still near when the next one reads it."), "///");
        using (code.Open($"private static void {BandsOf(plan, last)}(in global::CnnGen.Block block, int from, int to)"))
        {
            WriteLocals(code);
            for (int i = end - 1; i >= 0; i--)
            {
                var (next, flow) = (chain[i + 1].Kernel!.Flow!.Value, chain[i].Kernel!.Flow!.Value);
                string first = i == end - 1 ? "from" : $"done{i + 1}";
                code.Line($"int done{i} = global::System.Math.Max(0, {first} * {next.Step} + {Literal.Of(next.First)}) / {flow.Written};");
            }

            int parts = RowBands.PartsOf(last);
            using (code.Open($"for (int part = from; part < to; part += {parts})"))
            {
                code.Line($"int end{end} = global::System.Math.Min(part + {parts}, to);");
                for (int i = end - 1; i >= 0; i--)
                {
                    var (next, flow) = (chain[i + 1].Kernel!.Flow!.Value, chain[i].Kernel!.Flow!.Value);
                    int all = chain[i].Kernel!.Parts;
                    string needed = $"(end{i + 1} * {next.Step} + {Literal.Of(next.First + next.Read - next.Step + flow.Written - 1)}) / {flow.Written}";
                    code.Line($"int end{i} = end{i + 1} == {chain[i + 1].Kernel!.Parts} ? {all} : global::System.Math.Min({all}, {needed});");
                }

                for (int i = 0; i < end; i++)
                {
                    code.Line($"{names[chain[i].Kernel!]}({chain[i].Statement}, done{i}, end{i});");
                    code.Line($"done{i} = end{i};");
                }

                code.Line($"{names[last.Kernel!]}({last.Statement}, part, end{end});");
            }
        }
    }

    private static string BandsOf(NetworkPlan plan, Call call) => $"Bands{Literal.Of(plan.Predict.Where(other => other.Ahead is not null).ToList().IndexOf(call))}";

    private static void WriteTraining(CodeWriter code, NetworkPlan plan, Dictionary<Kernel, string> names)
    {
        const string Summary = "Forward, the losses, and back: adds to the gradients of all parameters.";
        var ends = plan.PhaseEnds;
        if (ends.Count == 0)
        {
            WritePass(code, plan, "Train", Summary, plan.Train, names);
            return;
        }

        code.Line($"/// <summary>{Summary} One phase of it: between two phases the whole batch is waited for.</summary>");
        using (code.Open("public static void Train(in global::CnnGen.Block block)"))
        using (code.Open("switch (block.Phase)"))
        {
            for (int phase = 0; phase <= ends.Count; phase++)
            {
                code.Line(phase < ends.Count ? $"case {Literal.Of(phase)}:" : "default:");
                code.Line($"    Train{Literal.Of(phase)}(block);");
                code.Line("    break;");
            }
        }

        int first = 0;
        for (int phase = 0; phase <= ends.Count; phase++)
        {
            int end = phase < ends.Count ? ends[phase].Calls : plan.Train.Count;
            string to = phase < ends.Count ? ends[phase].Reason : "the end";
            code.Line();
            WritePass(code, plan, $"Train{Literal.Of(phase)}", $"Phase {Literal.Of(phase)} of training: up to {Xml.Escape(to)}.", plan.Train.Skip(first).Take(end - first), names, kept: plan.KeptArenaLength > 0);
            first = end;
        }
    }

    private static void WriteLocals(CodeWriter code)
    {
        code.Line("int batch = block.Count;");
        code.Line("float* w = block.Weights;");
        code.Line("float* a = block.Arena;");
    }

    private static void WritePass(CodeWriter code, NetworkPlan plan, string name, string summary, IEnumerable<Call> calls, Dictionary<Kernel, string> names, bool kept = false)
    {
        code.Line($"/// <summary>{summary}</summary>");
        using (code.Open($"public static void {name}(in global::CnnGen.Block block)"))
        {
            WriteLocals(code);
            if (name.StartsWith("Train", StringComparison.Ordinal)) code.Line("float* dw = block.Gradients;");
            if (kept) code.Line("float* kept = block.Kept;");
            PassWriter.Write(code, calls.ToList(), call => TextOf(plan, call, names, "0", call.Kernel is { } kernel ? Literal.Of(kernel.Parts) : ""));
        }
    }

    /// <summary>The call as a statement, with a range of its parts where it has several.</summary>
    private static string TextOf(NetworkPlan plan, Call call, Dictionary<Kernel, string> names, string from, string to) => call.Kernel is null
        ? $"{call.Into}global::CnnGen.{call.Statement};"
        : call.Ahead is not null ? $"{BandsOf(plan, call)}(block, {from}, {to});"
        : $"{names[call.Kernel]}({call.Statement}{(call.Kernel.Parts > 1 ? $", {from}, {to}" : "")});";
}
