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
            if (heads[i] is { } head && outputs[i] is { } layer) Check(spec.Heads[i], head, layer, diagnostics);
        }

        var trainings = spec.Heads.Select(head => new HeadTraining(
            head.Loss, head.LossWeight, head.Metrics.Select(metric => metric.Metric).ToEquatableArray()));
        return new CompileSettings(spec.Optimizer, trainings.ToEquatableArray());
    }

    private static void Check(HeadTrainingSpec training, HeadNode head, LayerNode layer, DiagnosticBag diagnostics)
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
            if (metric.Fits(head.Kind, loss.Targets, layer.OutputShape.Length)) continue;
            diagnostics.Report(DiagnosticCatalog.MetricDoesNotFit, span, metric.Name, head.Name, kind, metric.Needs);
        }
    }
}
