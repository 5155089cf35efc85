using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen.Report.Gradients;

/// <summary>Sums over channels.</summary>
internal static class Vectors
{
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        var start = 0;
        if (a.Length >= Vector<float>.Count)
        {
            var x = MemoryMarshal.Cast<float, Vector<float>>(a);
            var y = MemoryMarshal.Cast<float, Vector<float>>(b);
            var sums = Vector<float>.Zero;
            for (var i = 0; i < x.Length; i++)
                sums += x[i] * y[i];
            sum = Vector.Sum(sums);
            start = x.Length * Vector<float>.Count;
        }

        for (var i = start; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Adds a multiple of one vector to another.</summary>
    public static void AddScaled(ReadOnlySpan<float> source, float factor, Span<float> destination)
    {
        for (var i = 0; i < source.Length; i++)
            destination[i] += factor * source[i];
    }
}
