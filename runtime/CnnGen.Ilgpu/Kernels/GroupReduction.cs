using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>
/// One number from those of all 256 threads of a group, for all of them; every thread must come by. Sixteen threads take sixteen numbers each, in order, and then each
/// takes theirs: the order is fixed, and there are few barriers, which are dear on processors.
/// </summary>
internal static class GroupReduction
{
    /// <summary>Threads of a group.</summary>
    public const int Size = 256;

    private const int Root = 16;

    /// <summary>The sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(float value)
    {
        var values = SharedMemory.Allocate<float>(Size);
        var parts = SharedMemory.Allocate<float>(Root);
        values[Group.IdxX] = value;
        Group.Barrier();
        if (Group.IdxX < Root)
        {
            var part = 0f;
            for (var i = 0; i < Root; i++)
                part += values[Group.IdxX * Root + i];
            parts[Group.IdxX] = part;
        }

        Group.Barrier();
        var sum = 0f;
        for (var i = 0; i < Root; i++)
            sum += parts[i];
        Group.Barrier();
        return sum;
    }

    /// <summary>The largest whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Max(int value)
    {
        var values = SharedMemory.Allocate<int>(Size);
        var parts = SharedMemory.Allocate<int>(Root);
        values[Group.IdxX] = value;
        Group.Barrier();
        if (Group.IdxX < Root)
        {
            var part = values[Group.IdxX * Root];
            for (var i = 1; i < Root; i++)
                part = IntrinsicMath.Max(part, values[Group.IdxX * Root + i]);
            parts[Group.IdxX] = part;
        }

        Group.Barrier();
        var largest = parts[0];
        for (var i = 1; i < Root; i++)
            largest = IntrinsicMath.Max(largest, parts[i]);
        Group.Barrier();
        return largest;
    }

    /// <summary>The largest number; a NaN may be passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float value)
    {
        // As whole numbers, floats of one sign are in order, and those below zero in the opposite one.
        var bits = (int)Interop.FloatAsInt(value);
        var ordered = Max(bits ^ ((bits >> 31) & 0x7FFFFFFF));
        return Interop.IntAsFloat((uint)(ordered ^ ((ordered >> 31) & 0x7FFFFFFF)));
    }
}
