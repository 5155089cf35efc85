using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Spec;

/// <summary>A loss that "compile" can name, with its attributes.</summary>
/// <param name="Name">Keras's name, or its short form.</param>
/// <param name="Alias">Another name for it; null where there is none.</param>
/// <param name="Activation">What makes its probabilities: softmax or sigmoid; null where it takes any numbers.</param>
/// <param name="Method">Its method of the runtime.</param>
/// <param name="IsOfBoxes">Whether its numbers must be a box.</param>
internal sealed record Loss(
    string Name,
    string? Alias,
    string Description,
    TargetKind Targets,
    string? Activation,
    string Method,
    IReadOnlyList<SpecKey> Keys,
    Func<ObjectReader, LossSettings, LossSettings> Read,
    bool IsOfBoxes = false) : INamedRow
{
    private const string NumbersFix =
        "its targets are numbers, not classes; use a cross-entropy, or say \"kind\": \"values\" on the output";

    public IReadOnlyList<string> Words { get; } = Alias is null ? [Name] : [Name, Alias];

    /// <summary>Why it can't train an output, as what to do; null where it can.</summary>
    public string? WhyNot(OutputKind kind, string activation, bool fromLogits)
    {
        if (IsOfBoxes) return kind == OutputKind.BoundingBox ? null : "it measures boxes: say \"kind\": \"bounding_box\" on an output of 4 units, or use another loss";
        if (Activation is null) return kind == OutputKind.Classes ? NumbersFix : null;
        if (kind == OutputKind.BoundingBox) return "it trains probabilities; use \"ciou\", \"giou\", \"iou\", \"mse\", \"mae\" or \"huber\" for boxes";
        if (!fromLogits && activation != Activation)
            return "it needs probabilities: use the activation " + Activation + ", or a linear output with { \"type\": \"" + Name + "\", \"from_logits\": true }";
        return fromLogits && activation != Activations.Linear ? "from_logits is true, so its output must be linear: remove one of the two" : null;
    }
}

/// <summary>The losses with Keras 3's attributes and defaults.</summary>
internal static class Losses
{
    private static readonly FlagKey s_fromLogits = new("from_logits", "Whether the output is linear, and the loss itself makes probabilities of it.", false);
    private static readonly NumberKey s_smoothing = new("label_smoothing", "The part of the target that is spread over all classes.", 0) { Below = 1 };
    private static readonly NumberKey s_delta = new("delta", "The error beyond which the loss is linear.", 1) { ExcludesMinimum = true, Below = 1e9 };
    private static readonly NumberKey s_alpha = new("alpha", "The weight of the classes.", 0.25) { Below = 1e9 };
    private static readonly NumberKey s_balance = new("alpha", "The weight of positive targets, where apply_class_balancing is true; 1 - alpha is that of the others.", 0.25) { Below = 1 };
    private static readonly FlagKey s_balances = new("apply_class_balancing", "Whether alpha weighs positive targets.", false);
    private static readonly NumberKey s_gamma = new("gamma", "How much less counts what is right already: the power of 1 - p.", 2) { Below = 1e6 };

    public static IReadOnlyList<Loss> All { get; } =
    [
        new(
            "sparse_categorical_crossentropy", null, "Minus the logarithm of the probability of the right class; the target is the index of the class.",
            TargetKind.ClassIndex, Activations.Softmax, "SparseCategoricalCrossentropy", [s_fromLogits, s_smoothing], Crossentropy),
        new(
            "categorical_crossentropy", null, "Cross-entropy of the classes; the target is a probability for each.",
            TargetKind.ClassProbabilities, Activations.Softmax, "CategoricalCrossentropy", [s_fromLogits, s_smoothing], Crossentropy),
        new(
            "binary_crossentropy", null, "Cross-entropy of each output by itself; the target is a probability for each.",
            TargetKind.LabelProbabilities, Activations.Sigmoid, "BinaryCrossentropy", [s_fromLogits, s_smoothing], Crossentropy),
        new(
            "sparse_categorical_focal_crossentropy", null, "Cross-entropy that makes less of what is right already; the target is the index of the class.",
            TargetKind.ClassIndex, Activations.Softmax, "SparseCategoricalFocalCrossentropy", [s_fromLogits, s_smoothing, s_alpha, s_gamma], Focal),
        new(
            "categorical_focal_crossentropy", null, "Cross-entropy that makes less of what is right already; the target is a probability for each class.",
            TargetKind.ClassProbabilities, Activations.Softmax, "CategoricalFocalCrossentropy", [s_fromLogits, s_smoothing, s_alpha, s_gamma], Focal),
        new(
            "binary_focal_crossentropy", null, "Binary cross-entropy that makes less of what is right already; the target is a probability for each output.",
            TargetKind.LabelProbabilities, Activations.Sigmoid, "BinaryFocalCrossentropy", [s_fromLogits, s_smoothing, s_balances, s_balance, s_gamma], BinaryFocal),
        new(
            "mse", "mean_squared_error", "The mean of the squared differences between output and target.",
            TargetKind.Values, null, "MeanSquaredError", [], (_, settings) => settings),
        new(
            "mae", "mean_absolute_error", "The mean of the absolute differences between output and target.",
            TargetKind.Values, null, "MeanAbsoluteError", [], (_, settings) => settings),
        new(
            "huber", null, "Quadratic for small differences between output and target, linear for large ones.",
            TargetKind.Values, null, "Huber", [s_delta], (reader, settings) => settings with { Delta = reader.Read(s_delta) }),
        OfBoxes("iou", "1 minus the area that box and target share over the area that they cover together.", "IntersectionOverUnion"),
        OfBoxes("giou", "The same, plus the part of the smallest box around both that neither covers.", "GeneralizedIntersectionOverUnion"),
        OfBoxes("ciou", "The same as iou, plus the distance of the centres and the difference of the proportions.", "CompleteIntersectionOverUnion"),
    ];

    public static IReadOnlyList<string> Names { get; } = All.Select(loss => loss.Name).ToArray();

    /// <summary>The names with their other forms.</summary>
    public static ChoiceKey NameKey { get; } = new("loss", "What training makes small.", All.SelectMany(loss => loss.Words).ToArray(), null);

    public static Loss Find(string name) => All.First(loss => loss.Name == name);

    /// <summary>What turns the numbers of a head into probabilities, where its loss takes logits.</summary>
    public static LogitKind LogitsOf(LossSettings? settings) => settings is not { FromLogits: true } ? LogitKind.None
        : Find(settings.Type).Activation == Activations.Softmax ? LogitKind.Softmax : LogitKind.Sigmoid;

    /// <summary>Reads "huber" or { "type": "huber", ... }; null, and reported, where it is neither.</summary>
    public static LossSettings? Read(JsonNode node, DiagnosticBag diagnostics) =>
        NamedRows.Find(node, NameKey, "the loss", All, diagnostics) is var (loss, reader) ? loss.Read(reader, new LossSettings(loss.Name)) : null;

    private static Loss OfBoxes(string name, string description, string method) =>
        new(name, null, description, TargetKind.Values, null, method, [], (_, settings) => settings, IsOfBoxes: true);

    private static LossSettings Crossentropy(ObjectReader reader, LossSettings settings) =>
        settings with { FromLogits = reader.Read(s_fromLogits), LabelSmoothing = reader.Read(s_smoothing) };

    private static LossSettings Focal(ObjectReader reader, LossSettings settings) =>
        Crossentropy(reader, settings) with { Alpha = reader.Read(s_alpha), Gamma = reader.Read(s_gamma) };

    private static LossSettings BinaryFocal(ObjectReader reader, LossSettings settings)
    {
        double alpha = reader.Read(s_balance);
        return Crossentropy(reader, settings) with { Alpha = reader.Read(s_balances) ? alpha : null, Gamma = reader.Read(s_gamma) };
    }
}
