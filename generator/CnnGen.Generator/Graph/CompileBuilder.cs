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
        int classHeads = Enumerable.Range(0, heads.Count).Count(i => heads[i] is { } head && outputs[i] is { } layer
            && Metrics.HasOneClass(head.Kind, Losses.Find(spec.Heads[i].Loss.Type).Targets, layer.OutputShape.Length));
        for (int i = 0; i < heads.Count; i++)
        {
            if (heads[i] is { } head && outputs[i] is { } layer) Check(spec.Heads[i], head, layer, classHeads, diagnostics);
        }

        var trainings = spec.Heads.Select(head => new HeadTraining(
            head.Loss, head.LossWeight, head.Metrics.Select(metric => metric.Metric).ToEquatableArray()));
        return new CompileSettings(spec.Optimizer, trainings.ToEquatableArray());
    }

    private static void Check(HeadTrainingSpec training, HeadNode head, LayerNode layer, int classHeads, DiagnosticBag diagnostics)
    {
        string kind = OutputKinds.WordFor(head.Kind);
        string activation = HeadBuilder.ActivationOf(layer);
        var loss = Losses.Find(training.Loss.Type);
        if (loss.WhyNot(head.Kind, activation, training.Loss.FromLogits) is string fix)
        {
            string found = loss.Activation is null && head.Kind != OutputKind.Classes ? kind : kind + " with " + activation;
            diagnostics.Report(DiagnosticCatalog.LossDoesNotFit, training.LossSpan, loss.Name, head.Name, found, fix);
        }

        foreach (var (settings, span) in training.Metrics)
        {
            var metric = Metrics.Find(settings.Type);
            if (metric.Fits(head.Kind, loss.Targets, layer.OutputShape.Length) && (!metric.NeedsClassHead || classHeads == 1)) continue;
            diagnostics.Report(DiagnosticCatalog.MetricDoesNotFit, span, metric.Name, head.Name, kind, metric.Needs);
        }
    }
}
