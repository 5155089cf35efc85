using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu;

/// <content>
/// Functions from products and sums alone, after Cephes (Moshier): the devices' own ones differ from each other, and CUDA's fast ones have four digits.
/// </content>
public readonly partial struct Lane
{
    // The logarithm of 2 in two parts: products of the first with small whole numbers are exact.
    private const float LogTwoHigh = 0.693359375f;
    private const float LogTwoLow = -2.12194440e-4f;

    // Half of pi in three parts, for the same reason.
    private const float HalfPiHigh = 1.5703125f;
    private const float HalfPiMiddle = 4.837512969970703125e-4f;
    private const float HalfPiLow = 7.549789948768648e-8f;

    private const int MantissaBits = 23;
    private const int ExponentBias = 127;
    private const int HalfRootTwoBits = 0x3F3504F3;
    private const float LeastNormal = 1.17549435e-38f;

    /// <summary>The square root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Sqrt(Lane x) => new(MathF.Sqrt(x._value));

    /// <summary>The next whole number below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Floor(Lane x) => new(MathF.Floor(x._value));

    /// <summary>The next whole number above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Ceiling(Lane x) => new(MathF.Ceiling(x._value));

    /// <summary>The nearest whole number, of two the even one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Round(Lane x)
    {
        var below = MathF.Floor(x._value);
        var rest = x._value - below;
        var odd = below - 2f * MathF.Floor(below * 0.5f);
        var rounded = rest < 0.5f ? below : rest > 0.5f ? below + 1f : below + odd;
        // The difference of an infinity and itself is not a number.
        return CopySign(new Lane(MathF.Abs(x._value) < 8388608f ? rounded : x._value), x);
    }

    /// <summary>exp(x), to about 2e-7 of its value; infinity or 0 where that is beyond floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Exp(Lane x)
    {
        var t = x._value > 89f ? 89f : x._value < -104f ? -104f : x._value;
        var turns = t * 1.44269504f;
        var n = (int)(turns + (turns < 0f ? -0.5f : 0.5f));
        var r = t - n * LogTwoHigh;
        r -= n * LogTwoLow;
        var y = 1.9875691500e-4f * r + 1.3981999507e-3f;
        y = y * r + 8.3334519073e-3f;
        y = y * r + 4.1665795894e-2f;
        y = y * r + 1.6666665459e-1f;
        y = y * r + 5.0000001201e-1f;
        y = y * (r * r) + r + 1f;

        // In two steps, since a power of 2 beyond floats may still lead to one.
        var half = n >> 1;
        return new Lane(y * PowerOfTwo(half) * PowerOfTwo(n - half));
    }

    /// <summary>log(x), to about 1e-7; negative infinity for 0, a NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Log(Lane x)
    {
        // x = 2^n (1 + m) with 1 + m between the roots of 1/2 and 2.
        var isSmall = x._value < LeastNormal;
        var bits = (int)Interop.FloatAsInt(isSmall ? x._value * 8388608f : x._value) - HalfRootTwoBits;
        var n = (float)((bits >> MantissaBits) - (isSmall ? MantissaBits : 0));
        var m = Interop.IntAsFloat((uint)((bits & 0x7FFFFF) + HalfRootTwoBits)) - 1f;
        var y = 7.0376836292e-2f * m - 1.1514610310e-1f;
        y = y * m + 1.1676998740e-1f;
        y = y * m - 1.2420140846e-1f;
        y = y * m + 1.4249322787e-1f;
        y = y * m - 1.6668057665e-1f;
        y = y * m + 2.0000714765e-1f;
        y = y * m - 2.4999993993e-1f;
        y = y * m + 3.3333331174e-1f;
        var square = m * m;
        y *= m * square;
        y += n * LogTwoLow;
        y -= 0.5f * square;
        var log = m + y + n * LogTwoHigh;
        var ofLarge = x._value <= float.MaxValue ? log : x._value;
        return new Lane(x._value > 0f ? ofLarge : x._value == 0f ? float.NegativeInfinity : float.NaN);
    }

    /// <summary>The sine, to 2e-7 for numbers up to 8192; further on it loses digits as they grow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Sin(Lane x) => Wave(x._value, 0);

    /// <summary>The cosine, to 2e-7 for numbers up to 8192; further on it loses digits as they grow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Cos(Lane x) => Wave(x._value, 1);

    /// <summary>The sine of x and so many quarters of a turn more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane Wave(float x, int quarters)
    {
        var turns = x * 0.63661977f;
        var n = (int)(turns + (turns < 0f ? -0.5f : 0.5f));
        var r = x - n * HalfPiHigh;
        r -= n * HalfPiMiddle;
        r -= n * HalfPiLow;
        var s = r * r;
        var sin = ((-1.9515295891e-4f * s + 8.3321608736e-3f) * s - 1.6666654611e-1f) * s * r + r;
        var cos = ((2.443315711809948e-5f * s - 1.388731625493765e-3f) * s + 4.166664568298827e-2f) * (s * s) - 0.5f * s + 1f;
        var quarter = (n + quarters) & 3;
        var value = (quarter & 1) == 0 ? sin : cos;
        value = quarter > 1 ? -value : value;
        // What has lost all digits is still a sine.
        return new Lane(value > 1f ? 1f : value < -1f ? -1f : value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float PowerOfTwo(int exponent) => Interop.IntAsFloat((uint)((exponent + ExponentBias) << MantissaBits));
}
