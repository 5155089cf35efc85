using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>Functions of vectors that the framework does not have, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorMath
{
    // Below this |x| the quotient of exponentials loses digits, and the odd polynomial of tanh has an error under 1e-7.
    private const float SmallTanh = 0.25f;

    /// <summary>1 / (1 + exp(-x)), to about 2 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-x));

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-x));

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => Vector128<float>.One / (Vector128<float>.One + Vector128.Exp(-x));

    /// <summary>The hyperbolic tangent as 1 - 2 / (exp(2x) + 1), near zero as its Taylor polynomial; relative error under 1e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var far = Vector512<float>.One - Vector512.Create(2f) / (Vector512.Exp(x + x) + Vector512<float>.One);
        var s = x * x;
        var near = x + x * s * (Vector512.Create(-1f / 3) + s * (Vector512.Create(2f / 15) + s * (Vector512.Create(-17f / 315) + s * Vector512.Create(62f / 2835))));
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(SmallTanh)), near, far);
    }

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var far = Vector256<float>.One - Vector256.Create(2f) / (Vector256.Exp(x + x) + Vector256<float>.One);
        var s = x * x;
        var near = x + x * s * (Vector256.Create(-1f / 3) + s * (Vector256.Create(2f / 15) + s * (Vector256.Create(-17f / 315) + s * Vector256.Create(62f / 2835))));
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(SmallTanh)), near, far);
    }

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        var far = Vector128<float>.One - Vector128.Create(2f) / (Vector128.Exp(x + x) + Vector128<float>.One);
        var s = x * x;
        var near = x + x * s * (Vector128.Create(-1f / 3) + s * (Vector128.Create(2f / 15) + s * (Vector128.Create(-17f / 315) + s * Vector128.Create(62f / 2835))));
        return Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Abs(x), Vector128.Create(SmallTanh)), near, far);
    }
}
