using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Graph;

/// <summary>Follows the gradient from the losses backward: parameters that it does not reach can't be trained.</summary>
internal static class GradientReach
{
    /// <param name="layers">The layers in the order of computation.</param>
    /// <param name="nodes">Their nodes; null where there was an error.</param>
    /// <param name="heads">The layers that have losses.</param>
    public static void Check(IReadOnlyList<LayerSpec> layers, IReadOnlyList<LayerNode?> nodes, IEnumerable<LayerNode?> heads, DiagnosticBag diagnostics)
    {
        if (nodes.Contains(null)) return;
        var reaches = new bool[nodes.Count];
        // The nearest layer behind each one that stops the gradient.
        var stops = new LayerNode?[nodes.Count];
        foreach (var head in heads) reaches[head!.Index] = true;
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            var node = nodes[i]!;
            bool passes = Passes(node);
            var stop = passes ? stops[i] : node;
            if (!(reaches[i] && passes)) Report(layers[i], node, stop, diagnostics);
            foreach (int source in node.Inputs)
            {
                if (source == LayerNode.NetworkInput) continue;
                reaches[source] |= reaches[i] && passes;
                stops[source] = stop ?? stops[source];
            }
        }
    }

    private static bool Passes(LayerNode node) => !Activations.Functions.TryGetValue(HeadBuilder.ActivationOf(node), out var function) || function.Trains;

    private static void Report(LayerSpec layer, LayerNode node, LayerNode? stop, DiagnosticBag diagnostics)
    {
        // Without a stop the layer is unused, which is told elsewhere.
        if (stop is null || !node.Trainable || node.Parameters.All(parameter => parameter.IsObserved)) return;
        diagnostics.Report(
            DiagnosticCatalog.CannotBeTrained, layer.NameSpan, node.Name, HeadBuilder.ActivationOf(stop), stop.Index == node.Index ? "its own activation" : "the layer \"" + stop.Name + "\"");
    }
}
