using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Powers and roots, put together from what CnnGen has.</summary>
internal static class PowerOperators
{
    private const int MostFactors = 8;

    public static void Pow(ImportNode node)
    {
        var exponents = node.Constant(1);
        if (exponents.Length == 0 || exponents.ToFloats().Any(exponent => exponent != exponents.Single()))
            throw node.Refuse("exponents that differ", $"exponents of {string.Join(" x ", exponents.Dimensions)}", "one exponent for all elements can be imported");
        node.Output(Power(node, node.Data(), exponents.Single()));
    }

    /// <summary>|x|^p.</summary>
    public static Value AbsolutePower(ImportNode node, Value value, double p) =>
        Power(node, p % 2 == 0 ? value : node.Activate(value, "abs"), p);

    /// <summary>The p-th root of numbers that are not below zero.</summary>
    public static Value Root(ImportNode node, Value value, double p) => p switch
    {
        1 => value,
        2 => node.Activate(value, "sqrt"),
        4 => node.Activate(node.Activate(value, "sqrt"), "sqrt"),
        _ => node.Activate(node.Rescale(node.Activate(value, "log"), 1 / p), "exponential"),
    };

    /// <summary>x^exponent.</summary>
    private static Value Power(ImportNode node, Value value, double exponent) => exponent switch
    {
        0 => node.Rescale(value, 0, 1),
        1 => value,
        2 => node.Activate(value, "square"),
        0.5 => node.Activate(value, "sqrt"),
        -1 => node.Activate(value, "reciprocal"),
        -0.5 => node.Activate(node.Activate(value, "sqrt"), "reciprocal"),
        > 2 and <= MostFactors when exponent == Math.Floor(exponent) =>
            value with { Layer = node.Add("Multiply", [.. Enumerable.Repeat(value.Layer, (int)exponent)], new JsonObject()) },
        < -1 and >= -MostFactors when exponent == Math.Floor(exponent) => node.Activate(Power(node, value, -exponent), "reciprocal"),
        _ => throw node.Refuse("a power that is neither whole nor a square root", $"the exponent {exponent}", $"whole numbers of {-MostFactors} to {MostFactors}, 0.5 and -0.5 can be imported"),
    };
}
