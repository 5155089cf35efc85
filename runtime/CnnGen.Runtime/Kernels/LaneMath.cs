using System.Numerics;
using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>
/// Exponential and logarithm of the machine's vectors, after Cephes' expf and logf (Moshier): in single precision, and without the fused
/// multiply-add that the framework's own functions call in software where a machine has none. A NaN stays a NaN.
/// </summary>
internal static class LaneMath
{
    // Adding it rounds to a whole number, which then stands in the low bits.
    private const float Rounding = 12582912;
    private const int RoundingBits = 0x4B400000;

    // The logarithm of 2 in two parts: products of the first with small whole numbers are exact.
    private const float LogTwoHigh = 0.693359375f;
    private const float LogTwoLow = -2.12194440e-4f;

    // The logarithm of the smallest normal float.
    private const float LeastExponent = -87.33654f;

    private const int HalfRootTwoBits = 0x3F3504F3;
    private const int MantissaMask = 0x7FFFFF;
    private const int MantissaBits = 23;
    private const int OneBits = 0x3F800000;

    /// <summary>exp(x) for x up to 0, to about 1e-7 of its value; 0 where that is below the smallest normal float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        var biased = Vector.MultiplyAddEstimate(x, Vector.Create(1.44269504f), Vector.Create(Rounding));
        var n = biased - Vector.Create(Rounding);
        var r = Vector.MultiplyAddEstimate(n, Vector.Create(-LogTwoHigh), x);
        r = Vector.MultiplyAddEstimate(n, Vector.Create(-LogTwoLow), r);
        var y = Vector.MultiplyAddEstimate(Vector.Create(1.9875691500e-4f), r, Vector.Create(1.3981999507e-3f));
        y = Vector.MultiplyAddEstimate(y, r, Vector.Create(8.3334519073e-3f));
        y = Vector.MultiplyAddEstimate(y, r, Vector.Create(4.1665795894e-2f));
        y = Vector.MultiplyAddEstimate(y, r, Vector.Create(1.6666665459e-1f));
        y = Vector.MultiplyAddEstimate(y, r, Vector.Create(5.0000001201e-1f));
        y = Vector.MultiplyAddEstimate(y, r * r, r) + Vector<float>.One;
        var power = ((biased.As<float, int>() - Vector.Create(RoundingBits)) << MantissaBits) + Vector.Create(OneBits);
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector.Create(LeastExponent)), Vector<float>.Zero, y * power.As<int, float>());
    }

    /// <summary>log(x) for normal x above 0, to about 1e-7; about -88 for 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log(Vector<float> x)
    {
        // x = 2^n (1 + m) with 1 + m between the roots of 1/2 and 2.
        var bits = x.As<float, int>() - Vector.Create(HalfRootTwoBits);
        var n = Vector.ConvertToSingle(Vector.ShiftRightArithmetic(bits, MantissaBits));
        var m = ((bits & Vector.Create(MantissaMask)) + Vector.Create(HalfRootTwoBits)).As<int, float>() - Vector<float>.One;
        var y = Vector.MultiplyAddEstimate(Vector.Create(7.0376836292e-2f), m, Vector.Create(-1.1514610310e-1f));
        y = Vector.MultiplyAddEstimate(y, m, Vector.Create(1.1676998740e-1f));
        y = Vector.MultiplyAddEstimate(y, m, Vector.Create(-1.2420140846e-1f));
        y = Vector.MultiplyAddEstimate(y, m, Vector.Create(1.4249322787e-1f));
        y = Vector.MultiplyAddEstimate(y, m, Vector.Create(-1.6668057665e-1f));
        y = Vector.MultiplyAddEstimate(y, m, Vector.Create(2.0000714765e-1f));
        y = Vector.MultiplyAddEstimate(y, m, Vector.Create(-2.4999993993e-1f));
        y = Vector.MultiplyAddEstimate(y, m, Vector.Create(3.3333331174e-1f));
        var square = m * m;
        y *= m * square;
        y = Vector.MultiplyAddEstimate(n, Vector.Create(LogTwoLow), y);
        y = Vector.MultiplyAddEstimate(square, Vector.Create(-0.5f), y);
        return Vector.ConditionalSelect(Vector.Equals(x, x), Vector.MultiplyAddEstimate(n, Vector.Create(LogTwoHigh), m + y), x);
    }

    /// <summary>log(1 + x) for x from 0 to 1, also where x is too small to change 1 (Kahan).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LogOnePlus(Vector<float> x)
    {
        var sum = Vector<float>.One + x;
        var rounded = sum - Vector<float>.One;
        return Vector.ConditionalSelect(Vector.Equals(rounded, Vector<float>.Zero), x, Log(sum) * (x / rounded));
    }

    /// <summary>x to a power, for x from 0 to 1 and a power of at least 0; 1 for a power of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Pow(Vector<float> x, float power) => Exp(Vector.Min(Log(x) * Vector.Create(power), Vector<float>.Zero));
}
