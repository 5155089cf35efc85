using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Spec;

/// <summary>An optimizer that "compile" can name, with its attributes.</summary>
internal sealed record Optimizer(
    string Type, string Description, IReadOnlyList<SpecKey> Keys, Func<ObjectReader, OptimizerSettings> Read)
{
    /// <summary>"Adam" and "adam" both name it, as in Keras.</summary>
    public IReadOnlyList<string> Words { get; } = [Type, Type.ToLowerInvariant()];
}

/// <summary>The optimizers with Keras 3's attributes and defaults.</summary>
internal static class Optimizers
{
    private static readonly NumberKey s_adamRate = LearningRate(0.001);
    private static readonly NumberKey s_sgdRate = LearningRate(0.01);
    private static readonly NumberKey s_beta1 = new("beta_1", "The decay of the mean of the gradients.", 0.9) { Below = 1 };
    private static readonly NumberKey s_beta2 = new("beta_2", "The decay of the mean of the squared gradients.", 0.999) { Below = 1 };
    private static readonly NumberKey s_epsilon = new("epsilon", "Added to the root of the squared gradients, so that nothing is divided by zero.", 1e-7) { ExcludesMinimum = true };
    private static readonly NumberKey s_momentum = new("momentum", "How much of the last step is carried into the next.", 0) { Below = 1 };
    private static readonly FlagKey s_nesterov = new("nesterov", "Whether momentum looks ahead (Nesterov).", false);

    public static IReadOnlyList<Optimizer> All { get; } =
    [
        new(
            "Adam",
            "Adam (Kingma and Ba 2014): the step of each weight is scaled by its recent gradients.",
            [s_adamRate, s_beta1, s_beta2, s_epsilon],
            reader => new OptimizerSettings(
                "Adam", reader.Read(s_adamRate), 0, false, reader.Read(s_beta1), reader.Read(s_beta2), reader.Read(s_epsilon))),
        new(
            "SGD",
            "Stochastic gradient descent, with momentum if it is given.",
            [s_sgdRate, s_momentum, s_nesterov],
            reader => new OptimizerSettings("SGD", reader.Read(s_sgdRate), reader.Read(s_momentum), reader.Read(s_nesterov), 0, 0, 0)),
    ];

    public static IReadOnlyList<string> Words { get; } = All.SelectMany(optimizer => optimizer.Words).ToArray();

    /// <summary>The key "type" of an optimizer's object.</summary>
    public static ChoiceKey TypeKey { get; } = new("type", "Which optimizer.", Words, null) { IsRequired = true };

    /// <summary>The optimizer of a "compile" that names none.</summary>
    public static OptimizerSettings Default { get; } = new("Adam", 0.001, 0, false, 0.9, 0.999, 1e-7);

    /// <summary>Reads "adam" or { "type": "Adam", ... }; null, and reported, where it is neither.</summary>
    public static OptimizerSettings? Read(JsonNode node, DiagnosticBag diagnostics)
    {
        var settings = node as JsonObject ?? new JsonObject(node.Span, System.Collections.Immutable.ImmutableArray<JsonProperty>.Empty);
        var typeNode = node is JsonObject ? settings.Find(TypeKey.Name)?.Value : node;
        switch (typeNode)
        {
            case JsonInvalid:
                return null;
            case JsonString word when All.FirstOrDefault(candidate => candidate.Words.Contains(word.Value)) is { } optimizer:
                var reader = new ObjectReader(settings, word.Span, "the optimizer " + optimizer.Type, diagnostics);
                reader.RejectUnknown([TypeKey, .. optimizer.Keys]);
                return optimizer.Read(reader);
            case JsonString word:
                string hint = Suggestion.For(word.Value, All.Select(candidate => candidate.Type).ToArray());
                diagnostics.Report(DiagnosticCatalog.UnknownType, word.Span, word.Value, "optimizer", hint);
                return null;
            case null:
                diagnostics.Report(DiagnosticCatalog.MissingKey, node.Span, "the optimizer", TypeKey.Name, TypeKey.Expected);
                return null;
            default:
                diagnostics.Report(DiagnosticCatalog.IllTyped, typeNode.Span, "optimizer", typeNode.Description, "\"adam\", \"sgd\" or an object with a \"type\"");
                return null;
        }
    }

    private static NumberKey LearningRate(double defaultValue) =>
        new("learning_rate", "The factor of each step.", defaultValue) { ExcludesMinimum = true };
}
