using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using static CnnGen.Generator.Elementwise.ElementwiseFunctions;

namespace CnnGen.Generator.Elementwise;

/// <summary>The activations that models.json can name. A new one is a row of the table.</summary>
internal static class Activations
{
    public const string Linear = "linear";

    /// <summary>Softmax is no function of one number; it has kernels of its own.</summary>
    public const string Softmax = "softmax";

    public const string Sigmoid = "sigmoid";

    /// <summary>Functions of the runtime: <c>{M}</c> in the rows.</summary>
    private const string Math = "global::CnnGen.VectorMath";

    private static readonly ElementwiseFunction[] s_rows =
    [
        Relu,
        Row("relu6", "{V}.MinNative({V}.Create(6f), {V}.MaxNative({V}<float>.Zero, {x}))", "{V}.GreaterThan({y}, {V}<float>.Zero) & {V}.LessThan({y}, {V}.Create(6f)) & {g}", neverFalls: true),
        LeakyRelu(0.2),
        Elu(1),
        Row("selu", "{M}.Elu({x}, 1.7580993f, 1.050701f)", "{g} * {V}.ConditionalSelect({V}.GreaterThan({y}, {V}<float>.Zero), {V}.Create(1.050701f), {y} + {V}.Create(1.7580993f))", neverFalls: true),
        Row("gelu", "{M}.Gelu({x})", "{g} * {M}.GeluDerivative({x})"),
        Row("gelu_tanh", "{M}.GeluTanh({x})", "{g} * {M}.GeluTanhDerivative({x})"),
        Row("silu", "{M}.Silu({x})", "{g} * {M}.SiluDerivative({x})"),
        Row("swish", "{M}.Silu({x})", "{g} * {M}.SiluDerivative({x})"),
        Row("mish", "{M}.Mish({x})", "{g} * {M}.MishDerivative({x})"),
        Row(Sigmoid, "{M}.Sigmoid({x})", "{g} * ({y} - {y} * {y})", neverFalls: true),
        Row("hard_sigmoid", HardSigmoid, "{V}.GreaterThan({y}, {V}<float>.Zero) & {V}.LessThan({y}, {V}<float>.One) & ({g} * {V}.Create(1f / 6))", neverFalls: true),
        Row("hard_silu", "{x} * " + HardSigmoid, HardSiluBackward),
        Row("hard_swish", "{x} * " + HardSigmoid, HardSiluBackward),
        Row("tanh", "{M}.Tanh({x})", "{g} - {g} * {y} * {y}", neverFalls: true),
        Row("softplus", "{M}.Softplus({x})", "-{g} * {M}.Expm1(-{y})", neverFalls: true),
        Row("softsign", "{x} / ({V}<float>.One + {V}.Abs({x}))", "{g} * ({V}<float>.One - {V}.Abs({y})) * ({V}<float>.One - {V}.Abs({y}))", neverFalls: true),
        Row("exponential", "{V}.Exp({x})", "{g} * {y}", neverFalls: true),
        Row("abs", "{V}.Abs({x})", "{V}.ConditionalSelect({V}.LessThan({x}, {V}<float>.Zero), -{g}, {V}.GreaterThan({x}, {V}<float>.Zero) & {g})"),
        Row("negative", "-{x}", "-{g}"),
        Row("square", "{x} * {x}", "{g} * ({x} + {x})"),
        Row("sqrt", "{V}.Sqrt({x})", "{g} * {V}.Create(0.5f) / {y}"),
        Row("log", "{V}.Log({x})", "{g} / {x}"),
        Row("reciprocal", "{V}<float>.One / {x}", "-{g} * {y} * {y}"),
        Row("erf", "{M}.Erf({x})", "{g} * {M}.ErfDerivative({x})"),
        Row("sin", "{V}.Sin({x})", "{g} * {V}.Cos({x})"),
        Row("cos", "{V}.Cos({x})", "-{g} * {V}.Sin({x})"),
        Step("sign", "{V}.ConditionalSelect({V}.Equals({x}, {V}<float>.Zero), {x}, {V}.CopySign({V}<float>.One, {x}))"),
        Step("floor", "{V}.Floor({x})"),
        Step("ceil", "{V}.Ceiling({x})"),
        Step("round", "{V}.Round({x})"),
    ];

    private const string HardSigmoid = "({V}.MinNative({V}.Create(6f), {V}.MaxNative({V}<float>.Zero, {x} + {V}.Create(3f))) * {V}.Create(1f / 6))";

    // 0 below -3, 1 from 3 on, (2 x + 3) / 6 between.
    private const string HardSiluBackward =
        "{g} * {V}.ConditionalSelect({V}.GreaterThanOrEqual({x}, {V}.Create(3f)), {V}<float>.One, {V}.GreaterThan({x}, {V}.Create(-3f)) & ({x} * {V}.Create(1f / 3) + {V}.Create(0.5f)))";

    /// <summary>The functions of one number, by name.</summary>
    public static IReadOnlyDictionary<string, ElementwiseFunction> Functions { get; } = s_rows.ToDictionary(row => row.Name);

    /// <summary>All names, in the order in which editors offer them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Linear, .. s_rows.Select(row => row.Name), Softmax];

    /// <summary>The activation of a vector; the vector itself where there is nothing to do.</summary>
    public static string Apply(string activation, string vectorClass, string x) => activation == Linear ? x : Functions[activation].Apply(vectorClass, x);

    /// <summary>Whether a larger input never gives a smaller output.</summary>
    public static bool NeverFalls(string activation) => activation == Linear || Functions[activation].NeverFalls;

    /// <summary>"LeakyRelu": the name inside the names of kernels.</summary>
    public static string TitleOf(string activation) => Identifiers.Pascal(activation);

    /// <summary>"_Relu", or nothing for a kernel without an activation.</summary>
    public static string SuffixOf(string activation) => activation == Linear ? "" : "_" + TitleOf(activation);

    /// <summary>A function that is level but for its steps: nothing can be trained behind it.</summary>
    private static ElementwiseFunction Step(string name, string forward) => new(name, forward, "{V}<float>.Zero", Trains: false);

    private static ElementwiseFunction Row(string name, string forward, string backward, bool neverFalls = false) =>
        new(name, forward.Replace("{M}", Math), backward.Replace("{M}", Math), neverFalls);
}
