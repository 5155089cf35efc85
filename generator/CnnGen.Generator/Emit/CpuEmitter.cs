using System;
using System.Collections.Generic;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Emit;

/// <summary>The half of a class that the runtime calls: where everything lies in memory, and which vectors to use.</summary>
internal static class CpuEmitter
{
    /// <param name="widths">Of vectors that there are kernels for, the largest first.</param>
    public static string Emit(NetworkPlan plan, IReadOnlyList<int> widths)
    {
        var code = Emitter.StartFile(plan.Graph.Namespace, references: true, "System.Runtime.Intrinsics");
        using (code.Open($"partial class {plan.Graph.Name}"))
        {
            WritePass(code, "PredictBlock", "Predict", true, plan.Graph.Name, widths);
            WritePass(code, "PredictStep", "PredictStep", true, plan.Graph.Name, widths);
            WriteSteps(code, plan);
            if (plan.Inspect.Count > 0) WritePass(code, "InspectBlock", "Inspect", true, plan.Graph.Name, widths);
            if (plan.Features.Count > 0) WritePass(code, "FeatureBlock", "Features", true, plan.Graph.Name, widths);
            WritePass(code, "EvaluateBlock", "Evaluate", plan.Trains, plan.Graph.Name, widths);
            WritePass(code, "TrainBlock", "Train", plan.Trains, plan.Graph.Name, widths);
            WriteDerive(code, plan);
            WritePlaces(code, plan);
        }

        return code.ToString();
    }

    private static void WritePass(CodeWriter code, string method, string pass, bool exists, string network, IReadOnlyList<int> widths)
    {
        code.Line("/// <inheritdoc/>");
        using (code.Open($"protected override unsafe void {method}(in global::CnnGen.Block block)"))
        {
            if (exists)
            {
                for (int i = 0; i < widths.Count; i++)
                {
                    string bits = Literal.Of(widths[i]);
                    string condition = i == widths.Count - 1 ? "" : $"if (Vector{bits}.IsHardwareAccelerated && block.VectorBits >= {bits}) ";
                    code.Line($"{(i == 0 ? "" : "else ")}{condition}Simd{bits}.{pass}(block);");
                }
            }
            else
            {
                string message = $"{network} has no \"compile\" in models.json, so it can only predict. Add \"compile\" with a loss to train or evaluate it.";
                code.Line($"throw new global::System.InvalidOperationException({Literal.Of(message)});");
            }
        }

        code.Line();
    }

    /// <summary>What the calls of a prediction are, for profiles.</summary>
    private static void WriteSteps(CodeWriter code, NetworkPlan plan)
    {
        code.Line("/// <inheritdoc/>");
        code.Line("protected override global::CnnGen.StepDescription[] DescribeSteps() =>");
        code.Line("[");
        foreach (var call in plan.Predict)
        {
            code.Line($"    new({Literal.Of(call.Layers)}, {Literal.Of(call.Algorithm)}, {Literal.Of(call.MultiplyAdds)}),");
        }

        code.Line("];");
        code.Line();
    }

    private static void WriteDerive(CodeWriter code, NetworkPlan plan)
    {
        code.Line("/// <inheritdoc/>");
        using (code.Open("protected override unsafe void DeriveWeights(int task, float* weights, float* derived)"))
        {
            if (plan.Derive.Count > 0)
            {
                using (code.Open("switch (task)"))
                {
                    for (int i = 0; i < plan.Derive.Count; i++)
                    {
                        code.Line($"case {Literal.Of(i)}:");
                        code.Line("    " + plan.Derive[i]);
                        code.Line("    break;");
                    }
                }
            }
        }

        code.Line();
    }

    private static void WritePlaces(CodeWriter code, NetworkPlan plan)
    {
        code.Line("/// <summary>Where tensors start, in floats: parameters in the weights, everything else in the arena or among the derived weights.</summary>");
        using (code.Open("private static class At"))
        {
            foreach (var parameter in plan.Parameters)
            {
                code.Line($"public const int {parameter.Constant} = {Literal.Of(parameter.Offset)}; // {string.Join(" x ", parameter.Parameter.Dimensions)}");
            }

            foreach (var place in plan.ArenaOffsets) code.Line($"public const int {place.Name} = {Literal.Of(place.Offset)};");
        }
    }
}
