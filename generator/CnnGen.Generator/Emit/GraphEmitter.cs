using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Emit;

/// <summary>The inference graph as data, for exporters: connections, and the attributes of every layer.</summary>
internal static class GraphEmitter
{
    private const string Runtime = "global::CnnGen.";

    public static string Emit(NetworkPlan plan)
    {
        var graph = plan.Graph;
        var code = Emitter.StartFile(plan.Graph.Namespace, references: true);
        using (code.Open($"partial class {graph.Name}"))
        {
            code.Line("/// <inheritdoc/>");
            code.Line($"protected override {Runtime}GraphDescription? DescribeGraph() => new(");
            code.Line("    [");
            foreach (var layer in graph.Layers)
            {
                code.Line($"        // {layer.Name}: {layer.Attributes.Kind.Type}");
                code.Line($"        new([{string.Join(", ", layer.Inputs.Select(Literal.Of))}], \"\"\"{AttributesJson.Of(layer.Attributes)}\"\"\"),");
            }

            code.Line("    ],");
            code.Line($"    [{string.Join(", ", graph.Heads.Select(head => Literal.Of(head.Layer)))}]);");
        }

        return code.ToString();
    }
}
