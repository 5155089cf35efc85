using System.Runtime.Intrinsics;

namespace CnnGen.Runtime.Tests.Kernels;

/// <summary>Every function at every width against double precision, over a sweep of numbers of all sizes.</summary>
public sealed class VectorMathTests
{
    private static readonly float[] s_sweep = [.. Sweep()];

    /// <summary>A function of a scalar in double precision and of vectors, and the error that is allowed: of the result, and in any case.</summary>
    private sealed record Function(
        Func<double, double> Exact, Func<Vector512<float>, Vector512<float>> V512, Func<Vector256<float>, Vector256<float>> V256,
        Func<Vector128<float>, Vector128<float>> V128, double Relative, double Absolute);

    private static readonly Dictionary<string, Function> s_functions = new()
    {
        ["Sigmoid"] = new(x => 1 / (1 + Math.Exp(-x)), VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, 1e-6, 1e-37),
        ["Tanh"] = new(Math.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, 1e-6, 0),
        ["Expm1"] = new(Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, 1e-6, 0),
        ["Softplus"] = new(Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, 1e-6, 1e-37),
        ["Elu"] = new(
            x => x > 0 ? 2 * x : 1.5 * Expm1(x), x => VectorMath.Elu(x, 1.5f, 2), x => VectorMath.Elu(x, 1.5f, 2), x => VectorMath.Elu(x, 1.5f, 2), 1e-6, 1e-44),
        ["Gelu"] = new(x => x * NormalPart(x), VectorMath.Gelu, VectorMath.Gelu, VectorMath.Gelu, 1e-5, 1e-30),
        ["GeluDerivative"] = new(
            x => NormalPart(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)), VectorMath.GeluDerivative, VectorMath.GeluDerivative, VectorMath.GeluDerivative, 0, 1e-6),
        ["GeluTanh"] = new(x => x * SigmoidOfGelu(x), VectorMath.GeluTanh, VectorMath.GeluTanh, VectorMath.GeluTanh, 2e-6, 1e-9),
        ["GeluTanhDerivative"] = new(
            GeluTanhDerivative, VectorMath.GeluTanhDerivative, VectorMath.GeluTanhDerivative, VectorMath.GeluTanhDerivative, 0, 2e-6),
        ["Silu"] = new(x => x / (1 + Math.Exp(-x)), VectorMath.Silu, VectorMath.Silu, VectorMath.Silu, 1e-6, 1e-36),
        ["SiluDerivative"] = new(SiluDerivative, VectorMath.SiluDerivative, VectorMath.SiluDerivative, VectorMath.SiluDerivative, 0, 1e-6),
        ["Mish"] = new(x => x * Math.Tanh(Softplus(x)), VectorMath.Mish, VectorMath.Mish, VectorMath.Mish, 1e-6, 1e-36),
        ["MishDerivative"] = new(MishDerivative, VectorMath.MishDerivative, VectorMath.MishDerivative, VectorMath.MishDerivative, 0, 1e-6),
    };

    public static TheoryData<string> Names => [.. s_functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Errors_are_as_small_as_promised_at_every_width(string name)
    {
        var function = s_functions[name];
        foreach (float x in s_sweep)
        {
            double exact = function.Exact(x);
            double allowed = (function.Relative * Math.Abs(exact)) + function.Absolute;
            foreach (var (bits, found) in AtAllWidths(function, x))
            {
                Assert.True(Math.Abs(found - exact) <= allowed, $"{name}({x:R}) at {bits} bits is {found:R}, expected {exact:R}");
            }
        }
    }

    [Theory]
    [InlineData("Sigmoid", 0, 1)]
    [InlineData("Tanh", -1, 1)]
    [InlineData("Expm1", -1, double.PositiveInfinity)]
    [InlineData("Softplus", 0, double.PositiveInfinity)]
    [InlineData("Elu", -1.5, double.PositiveInfinity)]
    [InlineData("Gelu", 0, double.PositiveInfinity)]
    [InlineData("GeluDerivative", 0, 1)]
    [InlineData("GeluTanh", 0, double.PositiveInfinity)]
    [InlineData("GeluTanhDerivative", 0, 1)]
    [InlineData("Silu", 0, double.PositiveInfinity)]
    [InlineData("SiluDerivative", 0, 1)]
    [InlineData("Mish", 0, double.PositiveInfinity)]
    [InlineData("MishDerivative", 0, 1)]
    public void Infinities_give_limits_and_a_NaN_stays_one(string name, double below, double above)
    {
        var function = s_functions[name];
        Assert.All(AtAllWidths(function, float.NegativeInfinity), found => Assert.Equal(below, found.Value));
        Assert.All(AtAllWidths(function, float.PositiveInfinity), found => Assert.Equal(above, found.Value));
        Assert.All(AtAllWidths(function, float.NaN), found => Assert.True(double.IsNaN(found.Value)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Lanes_do_not_depend_on_each_other_nor_on_the_width(string name)
    {
        var function = s_functions[name];
        var x = Vector512.Create([.. s_sweep.Take(16)]);
        var together = function.V512(x);
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(function.V128(Vector128.Create(x[i]))[0], together[i]);
            Assert.Equal(function.V256(Vector256.Create(x[i]))[3], together[i]);
        }
    }

    private static IEnumerable<(int Bits, double Value)> AtAllWidths(Function function, float x) =>
        [(512, function.V512(Vector512.Create(x))[7]), (256, function.V256(Vector256.Create(x))[5]), (128, function.V128(Vector128.Create(x))[1])];

    /// <summary>Numbers around zero densely, then of every size with both signs, the smallest denormal one among them.</summary>
    private static IEnumerable<float> Sweep()
    {
        for (float x = -12; x <= 12; x += 0.0437f) yield return x;
        for (float x = float.Epsilon; x < 80; x *= 3.7f)
        {
            yield return x;
            yield return -x;
        }

        yield return 0;
    }

    private static double Expm1(double x) => Math.Abs(x) < 1e-3 ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4)))))) : Math.Exp(x) - 1;

    private static double Softplus(double x) => x < -20 ? Math.Exp(x) : Math.Log(1 + Math.Exp(x));

    private static double SiluDerivative(double x) => (1 + (x / (1 + Math.Exp(x)))) / (1 + Math.Exp(-x));

    private static double SigmoidOfGelu(double x) => 1 / (1 + Math.Exp(-2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));

    private static double GeluTanhDerivative(double x)
    {
        double s = SigmoidOfGelu(x);
        return s + (x * s * (1 - s) * 2 * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x)));
    }

    private static double MishDerivative(double x)
    {
        double t = Math.Tanh(Softplus(x));
        return t + (x * (1 - (t * t)) / (1 + Math.Exp(-x)));
    }

    /// <summary>Half of 1 + erf: erf by its series near zero, erfc by its continued fraction (Abramowitz and Stegun 7.1.6, 7.1.14).</summary>
    private static double NormalPart(double x)
    {
        double z = Math.Abs(x) / Math.Sqrt(2);
        double tail;
        if (z < 2.5)
        {
            double term = z;
            double sum = z;
            for (int n = 1; n < 80; n++) sum += term *= 2 * z * z / ((2 * n) + 1);
            tail = 0.5 * (1 - (2 / Math.Sqrt(Math.PI) * Math.Exp(-z * z) * sum));
        }
        else
        {
            double fraction = 0;
            for (int k = 120; k > 0; k--) fraction = k / 2.0 / (z + fraction);
            tail = 0.5 * Math.Exp(-z * z) / Math.Sqrt(Math.PI) / (z + fraction);
        }

        return x < 0 ? tail : 1 - tail;
    }
}
