using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>Functions of vectors that the framework does not have, for generated code. A NaN gives a NaN, infinities give limits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorMath
{
    /// <summary>1 / (1 + exp(-x)), to about 2 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => FloatMath.Sigmoid(new Floats512(x)).Vector;

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => FloatMath.Sigmoid(new Floats256(x)).Vector;

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => FloatMath.Sigmoid(new Floats128(x)).Vector;

    /// <summary>The hyperbolic tangent as 1 - 2 / (exp(2x) + 1), near zero as its Taylor polynomial; relative error under 1e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => FloatMath.Tanh(new Floats512(x)).Vector;

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => FloatMath.Tanh(new Floats256(x)).Vector;

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) => FloatMath.Tanh(new Floats128(x)).Vector;

    /// <summary>exp(x) - 1 without the loss of digits near zero; relative error under 1e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Expm1(Vector512<float> x) => FloatMath.Expm1(new Floats512(x)).Vector;

    /// <inheritdoc cref="Expm1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Expm1(Vector256<float> x) => FloatMath.Expm1(new Floats256(x)).Vector;

    /// <inheritdoc cref="Expm1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Expm1(Vector128<float> x) => FloatMath.Expm1(new Floats128(x)).Vector;

    /// <summary>log(1 + exp(x)); relative error under 1e-6 above -80, where it comes to denormal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) => FloatMath.Softplus(new Floats512(x)).Vector;

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x) => FloatMath.Softplus(new Floats256(x)).Vector;

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softplus(Vector128<float> x) => FloatMath.Softplus(new Floats128(x)).Vector;

    /// <summary>x times the normal distribution's part below x, as Keras's gelu with approximate=False (Hendrycks and Gimpel 2016); error under 1e-6 of |x|, or of the result where that is larger than 1e-30.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gelu(Vector512<float> x) => FloatMath.Gelu(new Floats512(x)).Vector;

    /// <inheritdoc cref="Gelu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Gelu(Vector256<float> x) => FloatMath.Gelu(new Floats256(x)).Vector;

    /// <inheritdoc cref="Gelu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Gelu(Vector128<float> x) => FloatMath.Gelu(new Floats128(x)).Vector;

    /// <summary>The derivative of gelu; absolute error under 1e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GeluDerivative(Vector512<float> x) => FloatMath.GeluDerivative(new Floats512(x)).Vector;

    /// <inheritdoc cref="GeluDerivative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GeluDerivative(Vector256<float> x) => FloatMath.GeluDerivative(new Floats256(x)).Vector;

    /// <inheritdoc cref="GeluDerivative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GeluDerivative(Vector128<float> x) => FloatMath.GeluDerivative(new Floats128(x)).Vector;

    /// <summary>gelu by its approximation with tanh, as Keras's gelu with approximate=True; relative error under 2e-6 above -4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GeluTanh(Vector512<float> x) => FloatMath.GeluTanh(new Floats512(x)).Vector;

    /// <inheritdoc cref="GeluTanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GeluTanh(Vector256<float> x) => FloatMath.GeluTanh(new Floats256(x)).Vector;

    /// <inheritdoc cref="GeluTanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GeluTanh(Vector128<float> x) => FloatMath.GeluTanh(new Floats128(x)).Vector;

    /// <summary>The derivative of gelu's approximation with tanh; absolute error under 2e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GeluTanhDerivative(Vector512<float> x) => FloatMath.GeluTanhDerivative(new Floats512(x)).Vector;

    /// <inheritdoc cref="GeluTanhDerivative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GeluTanhDerivative(Vector256<float> x) => FloatMath.GeluTanhDerivative(new Floats256(x)).Vector;

    /// <inheritdoc cref="GeluTanhDerivative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GeluTanhDerivative(Vector128<float> x) => FloatMath.GeluTanhDerivative(new Floats128(x)).Vector;

    /// <summary>x sigmoid(x); relative error under 1e-6 above -80.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Silu(Vector512<float> x) => FloatMath.Silu(new Floats512(x)).Vector;

    /// <inheritdoc cref="Silu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Silu(Vector256<float> x) => FloatMath.Silu(new Floats256(x)).Vector;

    /// <inheritdoc cref="Silu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Silu(Vector128<float> x) => FloatMath.Silu(new Floats128(x)).Vector;

    /// <summary>The derivative of silu; absolute error under 1e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SiluDerivative(Vector512<float> x) => FloatMath.SiluDerivative(new Floats512(x)).Vector;

    /// <inheritdoc cref="SiluDerivative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SiluDerivative(Vector256<float> x) => FloatMath.SiluDerivative(new Floats256(x)).Vector;

    /// <inheritdoc cref="SiluDerivative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SiluDerivative(Vector128<float> x) => FloatMath.SiluDerivative(new Floats128(x)).Vector;

    /// <summary>x tanh(softplus(x)) (Misra 2019); relative error under 1e-6 above -80.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Mish(Vector512<float> x) => FloatMath.Mish(new Floats512(x)).Vector;

    /// <inheritdoc cref="Mish(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Mish(Vector256<float> x) => FloatMath.Mish(new Floats256(x)).Vector;

    /// <inheritdoc cref="Mish(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Mish(Vector128<float> x) => FloatMath.Mish(new Floats128(x)).Vector;

    /// <summary>The derivative of mish; absolute error under 1e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MishDerivative(Vector512<float> x) => FloatMath.MishDerivative(new Floats512(x)).Vector;

    /// <inheritdoc cref="MishDerivative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MishDerivative(Vector256<float> x) => FloatMath.MishDerivative(new Floats256(x)).Vector;

    /// <inheritdoc cref="MishDerivative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MishDerivative(Vector128<float> x) => FloatMath.MishDerivative(new Floats128(x)).Vector;

    /// <summary>The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x; relative error under 1e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x) => FloatMath.Erf(new Floats512(x)).Vector;

    /// <inheritdoc cref="Erf(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erf(Vector256<float> x) => FloatMath.Erf(new Floats256(x)).Vector;

    /// <inheritdoc cref="Erf(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erf(Vector128<float> x) => FloatMath.Erf(new Floats128(x)).Vector;

    /// <summary>The derivative of erf; relative error under 1e-6 up to 9, where it comes to denormal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ErfDerivative(Vector512<float> x) => FloatMath.ErfDerivative(new Floats512(x)).Vector;

    /// <inheritdoc cref="ErfDerivative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ErfDerivative(Vector256<float> x) => FloatMath.ErfDerivative(new Floats256(x)).Vector;

    /// <inheritdoc cref="ErfDerivative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ErfDerivative(Vector128<float> x) => FloatMath.ErfDerivative(new Floats128(x)).Vector;

    /// <summary>x times one factor above zero, exp(x) - 1 times another below it: elu and selu (Clevert et al. 2015, Klambauer et al. 2017); relative error under 1e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Elu(Vector512<float> x, float below, float above) => FloatMath.Elu(new Floats512(x), below, above).Vector;

    /// <inheritdoc cref="Elu(Vector512{float}, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Elu(Vector256<float> x, float below, float above) => FloatMath.Elu(new Floats256(x), below, above).Vector;

    /// <inheritdoc cref="Elu(Vector512{float}, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Elu(Vector128<float> x, float below, float above) => FloatMath.Elu(new Floats128(x), below, above).Vector;
}
