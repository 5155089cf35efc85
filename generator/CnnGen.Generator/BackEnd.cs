using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator;

/// <summary>The way from a checked graph to source text, the same for every host.</summary>
internal static class BackEnd
{
    /// <param name="gpu">Whether to plan for GPUs too.</param>
    public static NetworkPlan Plan(NetworkGraph graph, bool gpu = false) => PlanBuilder.Build(graph, gpu);

    public static IEnumerable<(string HintName, string Text)> Emit(NetworkPlan plan) => Emitter.Emit(plan);

    /// <summary>For vectors of one width alone: what a host needs that compiles a network to run it.</summary>
    public static IEnumerable<(string HintName, string Text)> Emit(NetworkPlan plan, int vectorBits) => Emitter.Emit(plan, [vectorBits]);
}
