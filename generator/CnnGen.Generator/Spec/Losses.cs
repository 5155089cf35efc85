using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Spec;

/// <summary>A loss that "compile" can name.</summary>
/// <param name="Kinds">The kinds of output that it can train.</param>
/// <param name="Activation">The activation that the output must have; null where any will do.</param>
/// <param name="Fix">What to do where it does not fit.</param>
internal sealed record Loss(string Name, string Description, IReadOnlyList<OutputKind> Kinds, string? Activation, string Fix)
{
    public bool Fits(OutputKind kind, string activation) => Kinds.Contains(kind) && (Activation is null || Activation == activation);
}

internal static class Losses
{
    public const string SparseCategoricalCrossentropy = "sparse_categorical_crossentropy";

    public const string MeanSquaredError = "mse";

    public static IReadOnlyList<Loss> All { get; } =
    [
        new(
            SparseCategoricalCrossentropy,
            "Minus the logarithm of the probability of the right class; the target is the index of the class.",
            [OutputKind.Classes],
            Activations.Softmax,
            "it needs kind classes with a softmax output; use \"mse\" for numbers and boxes"),
        new(
            MeanSquaredError,
            "The mean of the squared differences between output and target.",
            [OutputKind.Values, OutputKind.BoundingBox],
            null,
            "its targets are numbers, not the index of a class; use \"sparse_categorical_crossentropy\" with softmax, or say \"kind\": \"values\" on the output"),
    ];

    public static IReadOnlyList<string> Names { get; } = All.Select(loss => loss.Name).ToArray();

    public static Loss Find(string name) => All.First(loss => loss.Name == name);
}
