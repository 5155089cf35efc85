using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Spec;

/// <summary>A metric that "compile" can name, with its attributes.</summary>
/// <param name="Name">Keras's name, or its short form.</param>
/// <param name="Alias">Another name for it; null where there is none.</param>
/// <param name="Needs">What it can measure, for messages: "it needs kind ...".</param>
/// <param name="Fits">Whether it can measure an output, by what that is, what its targets are, and how many numbers it has.</param>
/// <param name="NeedsClassHead">Whether it also looks at another head, the only one that says one class of an image.</param>
internal sealed record Metric(
    string Name,
    string? Alias,
    string Description,
    string Needs,
    Func<OutputKind, TargetKind, long, bool> Fits,
    IReadOnlyList<SpecKey> Keys,
    bool NeedsClassHead = false) : INamedRow
{
    public IReadOnlyList<string> Words { get; } = Alias is null ? [Name] : [Name, Alias];
}

/// <summary>The metrics with Keras 3's definitions.</summary>
internal static class Metrics
{
    private const string OneClass = "classes, of which an image has one";
    private const string Classes = "classes";

    private static readonly WholeNumberKey s_k = new("k", "How many of the most probable classes count. 5 by default.", WholeNumberKey.MostChannels);
    private static readonly NumberKey s_threshold = new(
        "threshold", "The probability above which an output says yes; of outputs that are yes or no each.", MetricSettings.DefaultThreshold)
    { Below = 1 };

    private static readonly NumberKey s_overlap = new("threshold", "The IoU from which a box counts as right.", MetricSettings.DefaultThreshold) { ExcludesMinimum = true, Below = 1 };

    public static IReadOnlyList<Metric> All { get; } =
    [
        new("accuracy", null, "The fraction of images whose most probable class is the right one.", OneClass, HasOneClass, []),
        new(
            "top_k_categorical_accuracy", "sparse_top_k_categorical_accuracy", "The fraction of images whose class is among the k most probable ones.",
            OneClass + ", with softmax", (kind, targets, length) => HasOneClass(kind, targets, length) && targets != TargetKind.LabelProbabilities, [s_k]),
        new(
            "binary_accuracy", null, "The fraction of outputs that say yes where the target does.", "classes or values, trained with a binary loss",
            (_, targets, _) => targets == TargetKind.LabelProbabilities, [s_threshold]),
        new("precision", null, "Of what is said to be of a class, the fraction that is.", Classes, IsClasses, [s_threshold]),
        new("recall", null, "Of what is of a class, the fraction that is said to be.", Classes, IsClasses, [s_threshold]),
        new("f1_score", null, "The harmonic mean of precision and recall.", Classes, IsClasses, [s_threshold]),
        new("auc", null, "The area under the receiver operating characteristic.", Classes, IsClasses, []),
        new("mse", "mean_squared_error", "The mean of the squared differences between output and target.", "values or bounding_box", IsNumbers, []),
        new("mae", "mean_absolute_error", "The mean of the absolute differences between output and target.", "values or bounding_box", IsNumbers, []),
        new(
            "iou", null, "The area that box and target share, over the area that they cover together.", "bounding_box",
            IsBox, []),
        new("iou_accuracy", null, "The fraction of images whose box has at least this IoU with the target.", "bounding_box", IsBox, [s_overlap]),
        new(
            "localization_accuracy", null, "The fraction of images whose class is right and whose box has an IoU of at least 1/2 with the target.",
            "bounding_box, in a network with one head of classes, of which an image has one", IsBox, [], NeedsClassHead: true),
    ];

    public static ChoiceKey NameKey { get; } = new("metrics", "What is measured besides.", All.SelectMany(metric => metric.Words).ToArray(), null);

    public static Metric Find(string name) => All.First(metric => metric.Name == name);

    /// <summary>Reads "accuracy" or { "type": "top_k_categorical_accuracy", "k": 3 }; null, and reported, where it is neither.</summary>
    public static MetricSettings? Read(JsonNode node, DiagnosticBag diagnostics)
    {
        if (NamedRows.Find(node, NameKey, "the metric", All, diagnostics) is not var (metric, reader)) return null;
        return new MetricSettings(
            metric.Name,
            metric.Keys.Contains(s_k) ? reader.ReadOr(s_k, MetricSettings.DefaultK) : MetricSettings.DefaultK,
            metric.Keys.Contains(s_threshold) ? reader.Read(s_threshold) : metric.Keys.Contains(s_overlap) ? reader.Read(s_overlap) : MetricSettings.DefaultThreshold);
    }

    /// <summary>Whether two have one name in the history.</summary>
    public static bool AreOne(MetricSettings first, MetricSettings second) =>
        first.Type == second.Type && first.K == second.K && (!Find(first.Type).Keys.Contains(s_overlap) || first.Threshold == second.Threshold);

    private static bool IsClasses(OutputKind kind, TargetKind targets, long length) => kind == OutputKind.Classes;

    private static bool IsBox(OutputKind kind, TargetKind targets, long length) => kind == OutputKind.BoundingBox;

    internal static bool HasOneClass(OutputKind kind, TargetKind targets, long length) =>
        kind == OutputKind.Classes && (targets != TargetKind.LabelProbabilities || length == 1);

    private static bool IsNumbers(OutputKind kind, TargetKind targets, long length) => kind != OutputKind.Classes && targets != TargetKind.ClassIndex;
}
