using System.Collections.Generic;

namespace CnnGen.Generator.Elementwise;

/// <summary>The activations that models.json can name.</summary>
internal static class ActivationNames
{
    public const string Linear = "linear";
    public const string Relu = "relu";
    public const string Softmax = "softmax";
    public const string Sigmoid = "sigmoid";
    public const string Tanh = "tanh";

    public static IReadOnlyList<string> All { get; } = [Linear, Relu, Softmax, Sigmoid, Tanh];
}
