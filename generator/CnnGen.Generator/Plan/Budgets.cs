using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Refuses networks whose images take more memory than plans can address (shapes can be fine while their borders explode), and those that
/// cost more than models.json allows.
/// </summary>
internal static class Budgets
{
    private const int MostNamed = 3;

    public static bool Check(NetworkGraph graph, NetworkSpec spec, DiagnosticBag diagnostics)
    {
        var arena = new Arena();
        _ = new NetworkTensors(graph, arena);
        long ofCaller = graph.Heads.Aggregate(graph.Input.Shape.Length, (sum, head) => ElementCount.Add(sum, graph.Layers[head.Layer].OutputShape.Length));
        if (!ElementCount.Check(
            "The memory of " + graph.Name, ElementCount.Add(arena.ImageLength, ofCaller), ElementCount.MostOfImage,
            " for one image with all activations, their borders and gradients", spec.NameSpan, diagnostics))
        {
            return false;
        }

        long activations = sizeof(float) * (arena.PredictImageLength + ofCaller);
        return Check(graph, spec.Budget.Parameters, "parameters", layer => layer.Parameters.Sum(parameter => (long)parameter.Length), null, diagnostics)
            & Check(graph, spec.Budget.MultiplyAdds, "multiply-adds for one image", layer => layer.MultiplyAdds, null, diagnostics)
            & Check(graph, spec.Budget.ActivationBytes, "bytes of activations for one image", BytesOf, activations, diagnostics);
    }

    /// <param name="cost">What a layer adds; the largest ones are named.</param>
    /// <param name="total">The whole, where it is more than the sum over the layers.</param>
    private static bool Check(
        NetworkGraph graph, Limit? limit, string what, Func<LayerNode, long> cost, long? total, DiagnosticBag diagnostics)
    {
        if (limit is null) return true;
        long found = total ?? graph.Layers.Aggregate(0L, (sum, layer) => ElementCount.Add(sum, cost(layer)));
        if (found <= limit.Most) return true;
        IEnumerable<string> largest = graph.Layers.Where(layer => cost(layer) > 0).OrderByDescending(cost).ThenBy(layer => layer.Index).Take(MostNamed)
            .Select(layer => layer.Name + " " + Describe(cost(layer)));
        diagnostics.Report(
            DiagnosticCatalog.BudgetExceeded, limit.Span, graph.Name, Describe(found), what, Describe(limit.Most), string.Join(", ", largest));
        return false;
    }

    private static long BytesOf(LayerNode layer) =>
        layer.Attributes.Kind.OutputMemory == Layers.OutputMemory.Own ? sizeof(float) * layer.OutputShape.Length : 0;

    private static string Describe(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
