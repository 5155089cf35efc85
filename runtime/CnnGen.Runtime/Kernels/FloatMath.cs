using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>The formulas of <see cref="VectorMath"/>, once for all widths.</summary>
internal static class FloatMath
{
    // Past this |x| every function here is at its limit, and products of infinity and zero are avoided.
    private const float Far = 1e4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : struct, IFloats<T> => T.Of(1) / (T.Of(1) + T.Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, IFloats<T>
    {
        var far = T.Of(1) - T.Of(2) / (T.Exp(x + x) + T.Of(1));
        var s = x * x;
        var near = x + x * s * (T.Of(-1f / 3) + s * (T.Of(2f / 15) + s * (T.Of(-17f / 315) + s * T.Of(62f / 2835))));
        // Below this |x| the quotient of exponentials loses digits, and the odd polynomial has an error under 1e-7.
        return T.WhereLess(T.Abs(x), T.Of(0.25f), near, far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1<T>(T x)
        where T : struct, IFloats<T>
    {
        // Taylor to the seventh power, of which the next term is under 2e-8 of x.
        var near = x + x * x * (T.Of(1f / 2) + x * (T.Of(1f / 6) + x * (T.Of(1f / 24) + x * (T.Of(1f / 120) + x * (T.Of(1f / 720) + x * T.Of(1f / 5040))))));
        return T.WhereLess(T.Abs(x), T.Of(0.35f), near, T.Exp(x) - T.Of(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf<T>(T x)
        where T : struct, IFloats<T>
    {
        // Taylor to the eleventh power, of which the next term is under 3e-8 of x.
        var s = x * x;
        var near = x * (T.Of(1.1283792f) + s * (T.Of(-0.37612638f) + s * (T.Of(0.11283792f) + s * (T.Of(-0.026866170f) + s * (T.Of(0.0052239776f) + s * T.Of(-0.00085483270f))))));
        return T.WhereLess(T.Abs(x), T.Of(0.5f), near, T.Of(2) * NormalPart(x * T.Of(1.4142135f)) - T.Of(1));
    }

    /// <summary>2 / sqrt(pi) exp(-x^2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ErfDerivative<T>(T x)
        where T : struct, IFloats<T>
    {
        x = T.Min(T.Abs(x), T.Of(Far));
        return T.Of(1.1283792f) * T.Exp(-(x * x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Elu<T>(T x, float below, float above)
        where T : struct, IFloats<T> => T.WhereLess(T.Of(0), x, T.Of(above) * x, T.Of(below) * Expm1(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Softplus<T>(T x)
        where T : struct, IFloats<T> => T.Max(x, T.Of(0)) + Log1p(T.Exp(-T.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Gelu<T>(T x)
        where T : struct, IFloats<T> => T.Max(x, T.Of(-Far)) * NormalPart(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T GeluDerivative<T>(T x)
        where T : struct, IFloats<T>
    {
        x = T.Min(T.Max(x, T.Of(-Far)), T.Of(Far));
        const float rootOfTwoPi = 2.5066283f;
        return NormalPart(x) + x * T.Exp(T.Of(-0.5f) * x * x) * T.Of(1 / rootOfTwoPi);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T GeluTanh<T>(T x)
        where T : struct, IFloats<T>
    {
        x = T.Max(x, T.Of(-Far));
        return x / (T.Of(1) + T.Exp(-TwiceInnerOfGelu(x)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T GeluTanhDerivative<T>(T x)
        where T : struct, IFloats<T>
    {
        x = T.Min(T.Max(x, T.Of(-Far)), T.Of(Far));
        var s = Sigmoid(TwiceInnerOfGelu(x));
        return s + x * s * (T.Of(1) - s) * (T.Of(1.5957692f) + T.Of(0.21406445f) * x * x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Silu<T>(T x)
        where T : struct, IFloats<T> => T.Max(x, T.Of(-Far)) * Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SiluDerivative<T>(T x)
        where T : struct, IFloats<T>
    {
        x = T.Min(T.Max(x, T.Of(-Far)), T.Of(Far));
        var s = Sigmoid(x);
        return s * (T.Of(1) + x * (T.Of(1) - s));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mish<T>(T x)
        where T : struct, IFloats<T> => T.Max(x, T.Of(-Far)) * TanhOfSoftplus(x, out _, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MishDerivative<T>(T x)
        where T : struct, IFloats<T>
    {
        x = T.Min(T.Max(x, T.Of(-Far)), T.Of(Far));
        var t = TanhOfSoftplus(x, out var e, out var toOne);
        return t + x * (e / (T.Of(1) + e)) * toOne * (T.Of(1) + t);
    }

    /// <summary>log(1 + x) for x from 0 to 1: what 1 + x rounds away is made good by the quotient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Log1p<T>(T x)
        where T : struct, IFloats<T>
    {
        var w = T.Of(1) + x;
        return T.WhereLess(T.Of(1), w, T.Log(w) * x / (w - T.Of(1)), x);
    }

    /// <summary>
    /// The normal distribution's part below x: half of erfc(z) for z = |x| / sqrt(2), or what that leaves of 1. erfc(z) exp(z^2) / t is
    /// a polynomial in t = 1 / (1 + 0.4 z), interpolated at Chebyshev's nodes over all z, with a relative error of 3e-7.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T NormalPart<T>(T x)
        where T : struct, IFloats<T>
    {
        var z = T.Min(T.Abs(x), T.Of(Far)) * T.Of(0.70710678f);
        var t = T.Of(1) / (T.Of(1) + T.Of(0.4f) * z);
        var p = T.Of(0.164683133f) + t * (T.Of(-0.180119812f) + t * T.Of(0.0495503843f));
        p = T.Of(0.168941483f) + t * (T.Of(0.139796048f) + t * (T.Of(-0.00199387502f) + t * p));
        p = T.Of(0.225675851f) + t * (T.Of(0.225671738f) + t * (T.Of(0.207795128f) + t * p));
        var tail = T.Of(0.5f) * t * p * T.Exp(-(z * z));
        return T.WhereLess(x, T.Of(0), tail, T.Of(1) - tail);
    }

    /// <summary>2 sqrt(2 / pi) (x + 0.044715 x^3): gelu is about x times its sigmoid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T TwiceInnerOfGelu<T>(T x)
        where T : struct, IFloats<T> => x * (T.Of(1.5957692f) + T.Of(0.07135482f) * x * x);

    /// <summary>With e = exp(x) it is n / (n + 2) for n = e (e + 2), which loses no digits for small e.</summary>
    /// <param name="toOne">What is left to 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T TanhOfSoftplus<T>(T x, out T e, out T toOne)
        where T : struct, IFloats<T>
    {
        // exp(20)^2 is still finite, and 1 is reached long before.
        e = T.Exp(T.Min(x, T.Of(20)));
        var n = e * (e + T.Of(2));
        toOne = T.Of(2) / (n + T.Of(2));
        return n / (n + T.Of(2));
    }
}
