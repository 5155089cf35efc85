using System.Runtime.Intrinsics;
using CnnGen.Gpu.Tests.Devices;

namespace CnnGen.Gpu.Tests.Numbers;

/// <summary>What kernels compute with, against the vectors of the processor: the same texts must give the same numbers.</summary>
public sealed class LaneTests
{
    private static readonly Func<Vector128<float>, Vector128<float>>[] s_functions =
    [
        Vector128.Exp, Vector128.Log, Vector128.Sin, Vector128.Cos, Vector128.Sqrt, Vector128.Floor, Vector128.Ceiling, x => Vector128.Round(x), Vector128.Abs,
        VectorMath.Sigmoid, VectorMath.Tanh, VectorMath.Expm1, VectorMath.Softplus, VectorMath.Gelu, VectorMath.GeluDerivative, VectorMath.GeluTanh, VectorMath.GeluTanhDerivative,
        VectorMath.Silu, VectorMath.SiluDerivative, VectorMath.Mish, VectorMath.MishDerivative, VectorMath.Erf, VectorMath.ErfDerivative, x => VectorMath.Elu(x, 1.5f, 2f),
    ];

    private static readonly Func<Vector128<float>, Vector128<float>, Vector128<float>>[] s_pairs =
    [
        (x, _) => Vector128.MaxNative(Vector128<float>.Zero, x),
        (x, z) => Vector128.GreaterThan(x, Vector128<float>.Zero) & Vector128.LessThan(x, Vector128.Create(6f)) & z,
        (x, z) => Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<float>.Zero), z, z * Vector128.Create(0.2f)),
        (x, _) => Vector128.MinNative(Vector128.Create(3f), Vector128.MaxNative(Vector128.Create(-2f), x)),
        (x, _) => Vector128.ConditionalSelect(Vector128.Equals(x, Vector128<float>.Zero), x, Vector128.CopySign(Vector128<float>.One, x)),
        (x, z) => Vector128.GreaterThanOrEqual(x, z) & x,
        (x, z) => Vector128.LessThanOrEqual(x, z) & x,
        Vector128.MaxNative,
        Vector128.MinNative,
        Vector128.Max,
        Vector128.Min,
        (x, z) => (x ^ z) | Vector128.AndNot(x, z),
        (x, z) => Vector128.MultiplyAddEstimate(x, z, x) - (z / x),
        (x, _) => -x,
    ];

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void Functions_are_those_of_vectors(string device)
    {
        float[] sweep = [.. Sweep(), float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        using var queue = Queues.Open(device);
        var (x, y) = (queue.Copy(sweep), queue.Copy(sweep));
        for (var function = 0; function < s_functions.Length; function++)
        {
            queue.Launch(LaneKernels.Program, 0, GpuGrid.Over(sweep.Length), x, y, sweep.Length, function);
            var found = queue.Read(y, sweep.Length);
            for (var i = 0; i < sweep.Length; i++)
            {
                // A wave's digits are those of its argument.
                if (function is 2 or 3 && MathF.Abs(sweep[i]) > 8192)
                    continue;
                var expected = s_functions[function](Vector128.Create(sweep[i]))[0];
                AssertNear(expected, found[i], function is 2 or 3 ? 1e-6f : 1e-6f * MathF.Abs(expected) + (function > 8 ? 1e-6f : 1e-37f), $"function {function} of {sweep[i]:R}");
            }
        }
    }

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void Operators_and_comparisons_are_those_of_vectors_for_NaNs_too(string device)
    {
        float[] values = [0, 1, -1, 2.5f, -7, 6, 3e38f, float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        var lefts = values.SelectMany(left => values.Select(_ => left)).ToArray();
        var rights = values.SelectMany(_ => values).ToArray();
        using var queue = Queues.Open(device);
        var (x, z, y) = (queue.Copy(lefts), queue.Copy(rights), queue.Copy(lefts));
        for (var function = 0; function < s_pairs.Length; function++)
        {
            queue.Launch(LaneKernels.Program, 1, GpuGrid.Over(lefts.Length), x, z, y, lefts.Length, function);
            var found = queue.Read(y, lefts.Length);
            for (var i = 0; i < lefts.Length; i++)
            {
                var expected = s_pairs[function](Vector128.Create(lefts[i]), Vector128.Create(rights[i]))[0];
                AssertNear(expected, found[i], MathF.Abs(expected) * 1e-6f, $"pair {function} of {lefts[i]:R} and {rights[i]:R}");
            }
        }
    }

    private static IEnumerable<float> Sweep()
    {
        yield return 0;
        for (var x = 1e-30f; x < 1e30f; x *= 1.37f)
        {
            yield return x;
            yield return -x;
        }

        for (var x = -110f; x < 110f; x += 0.61f)
            yield return x;
    }

    private static void AssertNear(float expected, float found, float tolerance, string what)
    {
        if (float.IsNaN(expected) ? float.IsNaN(found) : expected.Equals(found) || MathF.Abs(expected - found) <= tolerance)
            return;
        Assert.Fail(FormattableString.Invariant($"{what}: found {found:R}, expected {expected:R}"));
    }
}
