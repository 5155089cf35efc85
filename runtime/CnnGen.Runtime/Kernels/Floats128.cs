using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>4 floats.</summary>
internal readonly struct Floats128(Vector128<float> vector) : IFloats<Floats128>
{
    public Vector128<float> Vector { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; } = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator +(Floats128 left, Floats128 right) => new(left.Vector + right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator -(Floats128 left, Floats128 right) => new(left.Vector - right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator *(Floats128 left, Floats128 right) => new(left.Vector * right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator /(Floats128 left, Floats128 right) => new(left.Vector / right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator -(Floats128 value) => new(-value.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Of(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Exp(Floats128 x) => new(Vector128.Exp(x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Log(Floats128 x) => new(Vector128.Log(x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Abs(Floats128 x) => new(Vector128.Abs(x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Min(Floats128 left, Floats128 right) => new(Vector128.Min(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Max(Floats128 left, Floats128 right) => new(Vector128.Max(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 WhereLess(Floats128 left, Floats128 right, Floats128 then, Floats128 otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left.Vector, right.Vector), then.Vector, otherwise.Vector));
}
