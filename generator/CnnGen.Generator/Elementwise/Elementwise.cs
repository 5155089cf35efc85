using System.Collections.Generic;

namespace CnnGen.Generator.Elementwise;

/// <summary>
/// One function of one number, as code. In the texts <c>{V}</c> is the vector class ("Vector512"), <c>{x}</c> the input,
/// <c>{y}</c> the output and <c>{g}</c> the gradient of the loss by the output.
/// </summary>
/// <param name="Name">Keras's name.</param>
/// <param name="Forward">The output.</param>
/// <param name="Backward">The gradient by the input, from the output alone, so that the input need not be kept.</param>
internal sealed record ElementwiseFunction(string Name, string Forward, string Backward)
{
    public string Apply(string vectorClass, string x) => Forward.Replace("{V}", vectorClass).Replace("{x}", x);

    public string Differentiate(string vectorClass, string y, string gradient) =>
        Backward.Replace("{V}", vectorClass).Replace("{y}", y).Replace("{g}", gradient);
}

/// <summary>All functions of one number. A new activation is a row here.</summary>
internal static class ElementwiseTable
{
    public const string Linear = "linear";

    /// <summary>Softmax is no function of one number; it has kernels of its own.</summary>
    public const string Softmax = "softmax";

    public static readonly IReadOnlyDictionary<string, ElementwiseFunction> Functions = Table(
        // MaxNative with zero first keeps a NaN a NaN.
        new("relu", "{V}.MaxNative({V}<float>.Zero, {x})", "({V}.GreaterThan({y}, {V}<float>.Zero) & {g})"),
        new("sigmoid", "global::CnnGen.VectorMath.Sigmoid({x})", "({g} * ({y} - {y} * {y}))"),
        new("tanh", "global::CnnGen.VectorMath.Tanh({x})", "({g} - {g} * {y} * {y})"));

    /// <summary>The activation of a vector; the vector itself where there is nothing to do.</summary>
    public static string Apply(string activation, string vectorClass, string x) => activation == Linear ? x : Functions[activation].Apply(vectorClass, x);

    private static Dictionary<string, ElementwiseFunction> Table(params ElementwiseFunction[] rows)
    {
        var table = new Dictionary<string, ElementwiseFunction>();
        foreach (var row in rows) table.Add(row.Name, row);
        return table;
    }
}
