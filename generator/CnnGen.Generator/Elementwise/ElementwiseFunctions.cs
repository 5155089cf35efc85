using System;
using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Elementwise;

/// <summary>Functions with constants of a layer's own. MaxNative and MinNative give their second operand for a NaN, which so stays one.</summary>
internal static class ElementwiseFunctions
{
    public static ElementwiseFunction Relu { get; } =
        new("relu", "{V}.MaxNative({V}<float>.Zero, {x})", "{V}.GreaterThan({y}, {V}<float>.Zero) & {g}", NeverFalls: true);

    /// <param name="slope">Of what is below zero; at least 0, so that the output has the input's sign.</param>
    public static ElementwiseFunction LeakyRelu(double slope) => new(
        "leaky_relu",
        $"{{V}}.ConditionalSelect({{V}}.GreaterThan({{x}}, {{V}}<float>.Zero), {{x}}, {{x}} * {Constant(slope)})",
        $"{{V}}.ConditionalSelect({{V}}.GreaterThan({{y}}, {{V}}<float>.Zero), {{g}}, {{g}} * {Constant(slope)})",
        NeverFalls: true);

    /// <param name="alpha">What very negative inputs lead to, with the sign turned; at least 0.</param>
    public static ElementwiseFunction Elu(double alpha) => new(
        "elu",
        $"global::CnnGen.VectorMath.Elu({{x}}, {Literal.Of((float)alpha)}, 1f)",
        $"{{g}} * {{V}}.ConditionalSelect({{V}}.GreaterThan({{y}}, {{V}}<float>.Zero), {{V}}<float>.One, {{y}} + {Constant(alpha)})",
        NeverFalls: true);

    /// <summary>Keras's ReLU: slope (x - threshold) below the threshold, x up to the maximum, then the maximum.</summary>
    public static ElementwiseFunction ReluWith(double? maximum, double slope, double threshold)
    {
        if (maximum is null && slope == 0 && threshold == 0) return Relu;
        string below = slope == 0 ? "" : $"({{x}} - {Constant(threshold)}) * {Constant(slope)}";
        string isAbove = $"{{V}}.GreaterThanOrEqual({{x}}, {Constant(threshold)})";
        // A NaN is neither below nor above: it goes through the sum that is always added.
        string forward = slope == 0
            ? $"{{V}}.ConditionalSelect({{V}}.LessThan({{x}}, {Constant(threshold)}), {{V}}<float>.Zero, {{x}})"
            : $"{{V}}.ConditionalSelect({isAbove}, {{x}}, {below})";
        string backward = slope == 0 ? $"{isAbove} & {{g}}" : $"{{V}}.ConditionalSelect({isAbove}, {{g}}, {{g}} * {Constant(slope)})";
        if (maximum is not double most) return new ElementwiseFunction("relu", forward, backward);
        return new ElementwiseFunction("relu", $"{{V}}.MinNative({Constant(most)}, {forward})", $"{{V}}.LessThan({{x}}, {Constant(most)}) & {Grouped(backward)}");
    }

    public static ElementwiseFunction Clip(double minimum, double maximum) => new(
        "clip",
        $"{{V}}.MinNative({Constant(maximum)}, {{V}}.MaxNative({Constant(minimum)}, {{x}}))",
        $"{{V}}.GreaterThanOrEqual({{x}}, {Constant(minimum)}) & {{V}}.LessThanOrEqual({{x}}, {Constant(maximum)}) & {{g}}");

    public static ElementwiseFunction Affine(double scale, double offset) => new(
        "affine",
        offset == 0 ? $"{{x}} * {Constant(scale)}" : $"{{V}}.MultiplyAddEstimate({{x}}, {Constant(scale)}, {Constant(offset)})",
        $"{{g}} * {Constant(scale)}");

    /// <summary>ONNX's Shrink: zero from -lambda to lambda, beyond it bias nearer to zero.</summary>
    public static ElementwiseFunction Shrink(double lambda, double bias)
    {
        string Beyond(string inside, string outside) => $"{{V}}.ConditionalSelect({{V}}.LessThanOrEqual({{V}}.Abs({{x}}), {Constant(lambda)}), {inside}, {outside})";
        string moved = bias == 0 ? "{x}" : $"{{x}} - {{V}}.CopySign({Constant(Math.Abs(bias))}, {(bias > 0 ? "{x}" : "-{x}")})";
        return new ElementwiseFunction("shrink", Beyond("{V}<float>.Zero", moved), Beyond("{V}<float>.Zero", "{g}"));
    }

    private static string Constant(double value) => $"{{V}}.Create({Literal.Of((float)value)})";

    private static string Grouped(string expression) => expression.StartsWith("{V}.ConditionalSelect", StringComparison.Ordinal) ? expression : $"({expression})";
}
