using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Ilgpu;

/// <summary>What <see cref="VectorMath"/> is in vector code, with the same formulas.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneMath
{
    /// <inheritdoc cref="VectorMath.Sigmoid(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Sigmoid(Lane x) => FloatMath.Sigmoid(x);

    /// <inheritdoc cref="VectorMath.Tanh(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Tanh(Lane x) => FloatMath.Tanh(x);

    /// <inheritdoc cref="VectorMath.Expm1(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Expm1(Lane x) => FloatMath.Expm1(x);

    /// <inheritdoc cref="VectorMath.Softplus(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Softplus(Lane x) => FloatMath.Softplus(x);

    /// <inheritdoc cref="VectorMath.Gelu(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Gelu(Lane x) => FloatMath.Gelu(x);

    /// <inheritdoc cref="VectorMath.GeluDerivative(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane GeluDerivative(Lane x) => FloatMath.GeluDerivative(x);

    /// <inheritdoc cref="VectorMath.GeluTanh(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane GeluTanh(Lane x) => FloatMath.GeluTanh(x);

    /// <inheritdoc cref="VectorMath.GeluTanhDerivative(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane GeluTanhDerivative(Lane x) => FloatMath.GeluTanhDerivative(x);

    /// <inheritdoc cref="VectorMath.Silu(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Silu(Lane x) => FloatMath.Silu(x);

    /// <inheritdoc cref="VectorMath.SiluDerivative(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane SiluDerivative(Lane x) => FloatMath.SiluDerivative(x);

    /// <inheritdoc cref="VectorMath.Mish(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Mish(Lane x) => FloatMath.Mish(x);

    /// <inheritdoc cref="VectorMath.MishDerivative(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane MishDerivative(Lane x) => FloatMath.MishDerivative(x);

    /// <inheritdoc cref="VectorMath.Erf(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Erf(Lane x) => FloatMath.Erf(x);

    /// <inheritdoc cref="VectorMath.ErfDerivative(System.Runtime.Intrinsics.Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane ErfDerivative(Lane x) => FloatMath.ErfDerivative(x);

    /// <inheritdoc cref="VectorMath.Elu(System.Runtime.Intrinsics.Vector512{float}, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Elu(Lane x, float below, float above) => FloatMath.Elu(x, below, above);
}
