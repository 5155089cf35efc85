using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Graph;

/// <summary>Checks that losses and metrics fit their heads.</summary>
internal static class CompileBuilder
{
    /// <param name="heads">In the order of the specs; null where a head is in error.</param>
    public static CompileSettings? Build(
        CompileSpec? spec, IReadOnlyList<HeadNode?> heads, IReadOnlyList<LayerNode?> outputs, DiagnosticBag diagnostics)
    {
        if (spec is null) return null;
        for (int i = 0; i < heads.Count; i++)
        {
            if (heads[i] is { } head && outputs[i] is { } layer) Check(spec.Heads[i], head, HeadBuilder.ActivationOf(layer), diagnostics);
        }

        var trainings = spec.Heads.Select(head => new HeadTraining(
            head.Loss.Name, head.LossWeight, head.Metrics.Select(metric => metric.Metric.Name).ToEquatableArray()));
        return new CompileSettings(spec.Optimizer, trainings.ToEquatableArray());
    }

    private static void Check(HeadTrainingSpec training, HeadNode head, string activation, DiagnosticBag diagnostics)
    {
        string kind = OutputKinds.WordFor(head.Kind);
        if (!training.Loss.Fits(head.Kind, activation))
        {
            string found = head.Kind == OutputKind.Classes ? kind + " with " + activation : kind;
            diagnostics.Report(DiagnosticCatalog.LossDoesNotFit, training.LossSpan, training.Loss.Name, head.Name, found, training.Loss.Fix);
        }

        foreach (var (metric, span) in training.Metrics)
        {
            if (metric.Kinds.Contains(head.Kind)) continue;
            string needed = string.Join(" or ", metric.Kinds.Select(OutputKinds.WordFor));
            diagnostics.Report(DiagnosticCatalog.MetricDoesNotFit, span, metric.Name, head.Name, kind, needed);
        }
    }
}
