using System;
using System.Collections.Generic;
using System.Globalization;
using CnnGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Graph;

/// <summary>Counts elements of declared tensors without overflow: a count past what a long holds stays at its maximum.</summary>
internal static class ElementCount
{
    /// <summary>Of one tensor.</summary>
    public const long Most = int.MaxValue;

    /// <summary>Of all weights together: 2 GiB, and as much again for each gradient and moment while training.</summary>
    public const long MostWeights = 1 << 29;

    /// <summary>Of what one image takes in memory, from its input to its outputs: 1 GiB.</summary>
    public const long MostOfImage = 1 << 28;

    /// <summary>Of the window of a convolution, whose taps become text one by one.</summary>
    public const long MostTaps = 4096;

    public static long Multiply(long a, long b) => a != 0 && b > long.MaxValue / a ? long.MaxValue : a * b;

    public static long Add(long a, long b) => b > long.MaxValue - a ? long.MaxValue : a + b;

    public static int Saturate(long count) => (int)Math.Min(count, int.MaxValue);

    /// <summary>Whether a count is within a limit; reported where it is not.</summary>
    /// <param name="what">What is counted, for the message.</param>
    /// <param name="of">What the limit holds for, where the message would not say that else.</param>
    public static bool Check(string what, long count, long most, string of, TextSpan span, DiagnosticBag diagnostics)
    {
        if (count <= most) return true;
        diagnostics.Report(DiagnosticCatalog.TooLarge, span, what, Describe(count), Describe(most), of);
        return false;
    }

    private static string Describe(long count) =>
        count == long.MaxValue ? "more than 9 * 10^18" : count.ToString(CultureInfo.InvariantCulture);

    public static long Of(IEnumerable<int> dimensions)
    {
        long count = 1;
        foreach (int dimension in dimensions) count = Multiply(count, dimension);
        return count;
    }
}
