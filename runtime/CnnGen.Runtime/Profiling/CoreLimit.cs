using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>What one core can do at most, measured with registers alone.</summary>
internal static class CoreLimit
{
    private const int Chains = 12;
    private const int Turns = 20_000;

    /// <summary>Multiply-adds of floats a second, with vectors of so many bits: the best of many short rounds, some of which nothing interrupts.</summary>
    public static double Measure(int vectorBits, int rounds)
    {
        var best = 0d;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var sum = vectorBits switch { 512 => Chains512(Turns), 256 => Chains256(Turns), _ => Chains128(Turns) };
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            // The chains end near 1: asking keeps them from being left out.
            if (sum > 0)
                best = Math.Max(best, (double)Turns * Chains * (vectorBits / 32) / seconds);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains512(int turns)
    {
        var factor = Vector512.Create(0.5f);
        var (c0, c1, c2, c3, c4, c5) = (factor, factor, factor, factor, factor, factor);
        var (c6, c7, c8, c9, c10, c11) = (factor, factor, factor, factor, factor, factor);
        for (var i = 0; i < turns; i++)
        {
            c0 = Vector512.MultiplyAddEstimate(c0, factor, factor);
            c1 = Vector512.MultiplyAddEstimate(c1, factor, factor);
            c2 = Vector512.MultiplyAddEstimate(c2, factor, factor);
            c3 = Vector512.MultiplyAddEstimate(c3, factor, factor);
            c4 = Vector512.MultiplyAddEstimate(c4, factor, factor);
            c5 = Vector512.MultiplyAddEstimate(c5, factor, factor);
            c6 = Vector512.MultiplyAddEstimate(c6, factor, factor);
            c7 = Vector512.MultiplyAddEstimate(c7, factor, factor);
            c8 = Vector512.MultiplyAddEstimate(c8, factor, factor);
            c9 = Vector512.MultiplyAddEstimate(c9, factor, factor);
            c10 = Vector512.MultiplyAddEstimate(c10, factor, factor);
            c11 = Vector512.MultiplyAddEstimate(c11, factor, factor);
        }

        return Vector512.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains256(int turns)
    {
        var factor = Vector256.Create(0.5f);
        var (c0, c1, c2, c3, c4, c5) = (factor, factor, factor, factor, factor, factor);
        var (c6, c7, c8, c9, c10, c11) = (factor, factor, factor, factor, factor, factor);
        for (var i = 0; i < turns; i++)
        {
            c0 = Vector256.MultiplyAddEstimate(c0, factor, factor);
            c1 = Vector256.MultiplyAddEstimate(c1, factor, factor);
            c2 = Vector256.MultiplyAddEstimate(c2, factor, factor);
            c3 = Vector256.MultiplyAddEstimate(c3, factor, factor);
            c4 = Vector256.MultiplyAddEstimate(c4, factor, factor);
            c5 = Vector256.MultiplyAddEstimate(c5, factor, factor);
            c6 = Vector256.MultiplyAddEstimate(c6, factor, factor);
            c7 = Vector256.MultiplyAddEstimate(c7, factor, factor);
            c8 = Vector256.MultiplyAddEstimate(c8, factor, factor);
            c9 = Vector256.MultiplyAddEstimate(c9, factor, factor);
            c10 = Vector256.MultiplyAddEstimate(c10, factor, factor);
            c11 = Vector256.MultiplyAddEstimate(c11, factor, factor);
        }

        return Vector256.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains128(int turns)
    {
        var factor = Vector128.Create(0.5f);
        var (c0, c1, c2, c3, c4, c5) = (factor, factor, factor, factor, factor, factor);
        var (c6, c7, c8, c9, c10, c11) = (factor, factor, factor, factor, factor, factor);
        for (var i = 0; i < turns; i++)
        {
            c0 = Vector128.MultiplyAddEstimate(c0, factor, factor);
            c1 = Vector128.MultiplyAddEstimate(c1, factor, factor);
            c2 = Vector128.MultiplyAddEstimate(c2, factor, factor);
            c3 = Vector128.MultiplyAddEstimate(c3, factor, factor);
            c4 = Vector128.MultiplyAddEstimate(c4, factor, factor);
            c5 = Vector128.MultiplyAddEstimate(c5, factor, factor);
            c6 = Vector128.MultiplyAddEstimate(c6, factor, factor);
            c7 = Vector128.MultiplyAddEstimate(c7, factor, factor);
            c8 = Vector128.MultiplyAddEstimate(c8, factor, factor);
            c9 = Vector128.MultiplyAddEstimate(c9, factor, factor);
            c10 = Vector128.MultiplyAddEstimate(c10, factor, factor);
            c11 = Vector128.MultiplyAddEstimate(c11, factor, factor);
        }

        return Vector128.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11);
    }
}
