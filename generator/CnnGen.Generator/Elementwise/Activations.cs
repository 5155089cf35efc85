using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Elementwise;

/// <summary>The activations that models.json can name. A new one is a row of the table.</summary>
internal static class Activations
{
    public const string Linear = "linear";

    /// <summary>Softmax is no function of one number; it has kernels of its own.</summary>
    public const string Softmax = "softmax";

    public const string Sigmoid = "sigmoid";

    private static readonly ElementwiseFunction[] s_rows =
    [
        // MaxNative with zero first keeps a NaN a NaN.
        new("relu", "{V}.MaxNative({V}<float>.Zero, {x})", "{V}.GreaterThan({y}, {V}<float>.Zero) & {g}", NeverFalls: true),
        new(Sigmoid, "global::CnnGen.VectorMath.Sigmoid({x})", "{g} * ({y} - {y} * {y})", NeverFalls: true),
        new("tanh", "global::CnnGen.VectorMath.Tanh({x})", "{g} - {g} * {y} * {y}", NeverFalls: true),
    ];

    /// <summary>The functions of one number, by name.</summary>
    public static IReadOnlyDictionary<string, ElementwiseFunction> Functions { get; } = s_rows.ToDictionary(row => row.Name);

    /// <summary>All names, in the order in which editors offer them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Linear, .. s_rows.Select(row => row.Name), Softmax];

    /// <summary>The activation of a vector; the vector itself where there is nothing to do.</summary>
    public static string Apply(string activation, string vectorClass, string x) => activation == Linear ? x : Functions[activation].Apply(vectorClass, x);

    /// <summary>Whether a larger input never gives a smaller output.</summary>
    public static bool NeverFalls(string activation) => activation == Linear || Functions[activation].NeverFalls;

    /// <summary>"Relu": the name inside the names of kernels.</summary>
    public static string TitleOf(string activation) => char.ToUpperInvariant(activation[0]) + activation.Substring(1);

    /// <summary>"_Relu", or nothing for a kernel without an activation.</summary>
    public static string SuffixOf(string activation) => activation == Linear ? "" : "_" + TitleOf(activation);
}
