using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Graph;

/// <summary>Makes a checked graph of what a network declares.</summary>
internal static class GraphBuilder
{
    /// <summary>The graph; null where the network has an error, here or before. What can be checked in a broken network is checked.</summary>
    public static NetworkGraph? Build(NetworkSpec spec, DiagnosticBag diagnostics)
    {
        int errors = diagnostics.ErrorCount;
        var input = spec.Input?.Node;
        if (input is not null && !ElementCount.Check("The input", input.Shape.Length, ElementCount.Most, "", spec.Input!.Span, diagnostics)) input = null;

        var layers = new List<LayerSpec>(spec.Trunk);
        var before = Enumerable.Range(-1, spec.Trunk.Count).ToList();
        var outputs = new List<int>();
        foreach (var head in spec.Heads)
        {
            int trunkEnd = spec.Trunk.Count - 1;
            for (int i = 0; i < head.Layers.Count; i++) before.Add(i == 0 ? trunkEnd : layers.Count + i - 1);
            layers.AddRange(head.Layers);
            outputs.Add(head.Layers.Count == 0 ? trunkEnd : layers.Count - 1);
        }

        var names = LayerNames.Assign(spec, layers, diagnostics);
        var inputs = LayerOrder.ResolveInputs(layers, before, names, diagnostics);
        var order = LayerOrder.Sort(layers, inputs, names, diagnostics);
        if (order is null) return null;

        var shapes = new ShapeInference(input, layers, names, diagnostics);
        for (int place = 0; place < order.Count; place++) shapes.Add(order[place], place, inputs[order[place]]);

        ReportUnused(layers, inputs, outputs, names, diagnostics);
        var nodes = order.Select(shapes.NodeOf).ToList();
        ReportTotalSize(spec, nodes, diagnostics);

        var headLayers = outputs.Select(output => output < 0 ? null : shapes.NodeOf(output)).ToList();
        var headBuilder = new HeadBuilder(spec.Name, diagnostics);
        var heads = spec.Heads.Select((head, i) => headBuilder.Build(head, headLayers[i], IsUnnamed(spec, head), Losses.LogitsOf(spec.Compile?.Heads[i].Loss))).ToList();
        var compile = CompileBuilder.Build(spec.Compile, heads, headLayers, diagnostics);
        if (spec.Compile is not null) GradientReach.Check([.. order.Select(i => layers[i])], nodes, headLayers, diagnostics);
        DecayNames.Check(spec.Compile, nodes, diagnostics);

        if (spec.IsBroken || spec.Namespace is null || input is null || diagnostics.ErrorCount > errors) return null;
        return new NetworkGraph(
            spec.Name,
            spec.Namespace,
            input,
            nodes.Select(node => node!).ToEquatableArray(),
            heads.Select(head => head!).ToEquatableArray(),
            compile)
        {
            Base = spec.BuiltOn,
        };
    }

    private static bool IsUnnamed(NetworkSpec spec, HeadSpec head) =>
        head.Layers.Count == 0 && spec.Trunk.Count > 0 && spec.Trunk[spec.Trunk.Count - 1].Name is null;

    private static void ReportUnused(
        IReadOnlyList<LayerSpec> layers, IReadOnlyList<int>[] inputs, List<int> outputs, LayerNames names, DiagnosticBag diagnostics)
    {
        // An input that could not be resolved may be any of the layers that seem unused.
        if (inputs.Any(list => list.Contains(LayerOrder.Unknown))) return;
        var used = new HashSet<int>(inputs.SelectMany(list => list).Concat(outputs));
        for (int i = 0; i < layers.Count; i++)
        {
            if (used.Contains(i) || layers[i].Kind is null) continue;
            diagnostics.Report(DiagnosticCatalog.UnusedLayer, layers[i].NameSpan, names.Names[i]);
        }
    }

    private static void ReportTotalSize(NetworkSpec spec, List<LayerNode?> nodes, DiagnosticBag diagnostics)
    {
        long total = 0;
        foreach (var parameter in nodes.OfType<LayerNode>().SelectMany(node => node.Parameters))
        {
            total = ElementCount.Add(total, parameter.Length);
        }

        ElementCount.Check("The weights of " + spec.Name, total, ElementCount.MostWeights, " for all layers together", spec.NameSpan, diagnostics);
    }
}
