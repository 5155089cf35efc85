using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Spec;

/// <summary>Reads "compile".</summary>
internal sealed class CompileReader(JsonObject node, TextSpan keySpan, IReadOnlyList<HeadSpec> heads, DiagnosticBag diagnostics)
{
    private readonly ObjectReader _reader = new(node, keySpan, "\"compile\"", diagnostics);

    /// <summary>What it says; null where an error was reported.</summary>
    public CompileSpec? Read()
    {
        int errors = diagnostics.ErrorCount;
        _reader.RejectUnknown(NetworkKeys.OfCompile);
        var optimizerNode = _reader.Read(NetworkKeys.Optimizer);
        var optimizer = optimizerNode is null ? Optimizers.Default : Optimizers.Read(optimizerNode, diagnostics);
        var losses = ReadLosses();
        var weights = ReadWeights();
        var metrics = ReadMetrics();
        if (optimizer is null || losses is null || weights is null || metrics is null || diagnostics.ErrorCount > errors) return null;
        // A loss that is no JSON was reported when the file was read.
        if (losses.Any(loss => loss.Loss is null)) return null;

        var trainings = heads.Select((_, i) => new HeadTrainingSpec(losses[i].Loss, losses[i].Span, weights[i], metrics[i])).ToArray();
        return new CompileSpec(optimizer, Optimizers.WithoutDecay(optimizerNode), trainings);
    }

    private (LossSettings Loss, TextSpan Span)[]? ReadLosses()
    {
        var property = node.Find(NetworkKeys.Loss.Name);
        var nodes = property is null
            ? new JsonNode?[heads.Count]
            : HeadValues.Distribute(property.Name, property.Value, heads, HeadValue.NameOrTyped, DiagnosticCatalog.HeadsDoNotMatch, diagnostics);
        if (nodes is null) return null;

        var losses = new (LossSettings, TextSpan)[heads.Count];
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i] is not { } loss)
            {
                diagnostics.Report(DiagnosticCatalog.MissingLoss, property?.NameSpan ?? keySpan, heads[i].Name, string.Join(", ", Losses.Names));
            }
            else if (Losses.Read(loss, diagnostics) is { } settings)
            {
                losses[i] = (settings, loss.Span);
            }
        }

        return losses;
    }

    private double[]? ReadWeights()
    {
        var weights = Enumerable.Repeat(1.0, heads.Count).ToArray();
        var property = node.Find(NetworkKeys.LossWeights.Name);
        if (property is null) return weights;
        var nodes = HeadValues.Distribute(property.Name, property.Value, heads, HeadValue.Number, DiagnosticCatalog.WrongLossWeights, diagnostics);
        if (nodes is null) return null;

        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i] is null or JsonInvalid) continue;
            if (nodes[i] is JsonNumber { Value: >= 0 } number && !float.IsInfinity((float)number.Value)) weights[i] = number.Value;
            else
            {
                string message = "The loss weight of \"" + heads[i].Name + "\" is " + nodes[i]!.Description + "; expected a finite number of at least 0";
                diagnostics.Report(DiagnosticCatalog.WrongLossWeights, nodes[i]!.Span, message);
            }
        }

        return weights;
    }

    private IReadOnlyList<MetricSpec>[]? ReadMetrics()
    {
        var property = node.Find(NetworkKeys.MetricNames.Name);
        var nodes = property is null
            ? new JsonNode?[heads.Count]
            : HeadValues.Distribute(property.Name, property.Value, heads, HeadValue.ListOfThem, DiagnosticCatalog.HeadsDoNotMatch, diagnostics);
        return nodes?.Select(ReadMetricsOfHead).ToArray();
    }

    private IReadOnlyList<MetricSpec> ReadMetricsOfHead(JsonNode? value)
    {
        if (value is null) return [];
        var metrics = new List<MetricSpec>();
        foreach (var item in value is JsonArray list ? list.Items.ToArray() : [value])
        {
            if (Metrics.Read(item, diagnostics) is not { } metric) continue;
            if (metrics.Any(other => Metrics.AreOne(other.Metric, metric)))
            {
                diagnostics.Report(DiagnosticCatalog.OutOfRange, item.Span, "metrics", "a list with \"" + metric.Type + "\" twice", "each metric once");
                continue;
            }

            metrics.Add(new MetricSpec(metric, item.Span));
        }

        return metrics;
    }
}
