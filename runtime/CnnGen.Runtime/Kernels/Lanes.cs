using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>
/// Rows of floats as the machine's vectors, the last of them partial. Loads read whole vectors: rows lie in memory with 64 readable bytes behind.
/// </summary>
internal static unsafe class Lanes
{
    /// <summary>Floats of a vector.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<float>.Count;
    }

    /// <summary>All bits set in the lanes where the values of a row are of which so many are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Of(int left) => Vector.LessThan(Vector<int>.Indices, Vector.Create(left)).As<int, float>();

    /// <summary>The values of a row from a place of it on, and something else in the lanes behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* row, int left, float otherwise = 0) =>
        Vector.ConditionalSelect(Of(left), Vector.Load(row), Vector.Create(otherwise));

    /// <summary>Writes the values of a row from a place of it on: a whole vector, or what is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> values, float* row, int left)
    {
        if (left >= Count) values.Store(row);
        else if (Count == Vector512<float>.Count) VectorTail.Store(values.AsVector512(), row, left);
        else if (Count == Vector256<float>.Count) VectorTail.Store(values.AsVector256(), row, left);
        else VectorTail.Store(values.AsVector128(), row, left);
    }

    /// <summary>The largest lane; NaN where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector<float> values)
    {
        var four = Count == Vector512<float>.Count ? Halve(Halve(values.AsVector512()))
            : Count == Vector256<float>.Count ? Halve(values.AsVector256())
            : values.AsVector128();
        four = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halve(Vector512<float> values) => Vector256.Max(values.GetLower(), values.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Halve(Vector256<float> values) => Vector128.Max(values.GetLower(), values.GetUpper());
}
