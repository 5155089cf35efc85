using System;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Emit;

/// <summary>The half of a class that the runtime calls: where everything lies in memory, and which vectors to use.</summary>
internal static class CpuEmitter
{
    public static string Emit(NetworkPlan plan)
    {
        var code = Emitter.StartFile(plan.Graph.Namespace, references: true, "System.Runtime.Intrinsics");
        using (code.Open($"partial class {plan.Graph.Name}"))
        {
            WritePass(code, "PredictBlock", "Predict", true, plan.Graph.Name);
            if (plan.Inspect.Count > 0) WritePass(code, "InspectBlock", "Inspect", true, plan.Graph.Name);
            if (plan.Features.Count > 0) WritePass(code, "FeatureBlock", "Features", true, plan.Graph.Name);
            WritePass(code, "EvaluateBlock", "Evaluate", plan.Trains, plan.Graph.Name);
            WritePass(code, "TrainBlock", "Train", plan.Trains, plan.Graph.Name);
            WriteDerive(code, plan);
            WritePlaces(code, plan);
        }

        return code.ToString();
    }

    private static void WritePass(CodeWriter code, string method, string pass, bool exists, string network)
    {
        code.Line("/// <inheritdoc/>");
        using (code.Open($"protected override unsafe void {method}(in global::CnnGen.Block block)"))
        {
            if (exists)
            {
                code.Line($"if (Vector512.IsHardwareAccelerated && block.VectorBits >= 512) Simd512.{pass}(block);");
                code.Line($"else if (Vector256.IsHardwareAccelerated && block.VectorBits >= 256) Simd256.{pass}(block);");
                code.Line($"else Simd128.{pass}(block);");
            }
            else
            {
                string message = $"{network} has no \"compile\" in models.json, so it can only predict. Add \"compile\" with a loss to train or evaluate it.";
                code.Line($"throw new global::System.InvalidOperationException({Literal.Of(message)});");
            }
        }

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
