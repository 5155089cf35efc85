using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen.Benchmarks;

/// <summary>What one core can do at most.</summary>
internal static class MachineLimit
{
    private const int Chains = 12;

    /// <summary>G multiply-adds a second in the widest vectors, without touching memory: the best of many short rounds, some of which nothing interrupts.</summary>
    public static double Measure()
    {
        double best = 0;
        for (int round = 0; round < 200; round++)
        {
            const int Turns = 200_000;
            long start = Stopwatch.GetTimestamp();
            double sum = Vector512.IsHardwareAccelerated ? Wide(Turns) : Narrow(Turns);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (double.IsNaN(sum)) throw new InvalidOperationException("The chains ended in a NaN.");
            best = Math.Max(best, (double)Turns * Chains * (CpuDevice.WidestVectorBits / 32) / seconds / 1e9);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide(int turns)
    {
        var factor = Vector512.Create(0.5f);
        var c0 = factor; var c1 = factor; var c2 = factor; var c3 = factor; var c4 = factor; var c5 = factor;
        var c6 = factor; var c7 = factor; var c8 = factor; var c9 = factor; var c10 = factor; var c11 = factor;
        for (int i = 0; i < turns; i++)
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
    private static float Narrow(int turns)
    {
        var factor = System.Numerics.Vector.Create(0.5f);
        var c0 = factor; var c1 = factor; var c2 = factor; var c3 = factor; var c4 = factor; var c5 = factor;
        var c6 = factor; var c7 = factor; var c8 = factor; var c9 = factor; var c10 = factor; var c11 = factor;
        for (int i = 0; i < turns; i++)
        {
            c0 = System.Numerics.Vector.MultiplyAddEstimate(c0, factor, factor);
            c1 = System.Numerics.Vector.MultiplyAddEstimate(c1, factor, factor);
            c2 = System.Numerics.Vector.MultiplyAddEstimate(c2, factor, factor);
            c3 = System.Numerics.Vector.MultiplyAddEstimate(c3, factor, factor);
            c4 = System.Numerics.Vector.MultiplyAddEstimate(c4, factor, factor);
            c5 = System.Numerics.Vector.MultiplyAddEstimate(c5, factor, factor);
            c6 = System.Numerics.Vector.MultiplyAddEstimate(c6, factor, factor);
            c7 = System.Numerics.Vector.MultiplyAddEstimate(c7, factor, factor);
            c8 = System.Numerics.Vector.MultiplyAddEstimate(c8, factor, factor);
            c9 = System.Numerics.Vector.MultiplyAddEstimate(c9, factor, factor);
            c10 = System.Numerics.Vector.MultiplyAddEstimate(c10, factor, factor);
            c11 = System.Numerics.Vector.MultiplyAddEstimate(c11, factor, factor);
        }

        return System.Numerics.Vector.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11);
    }
}
