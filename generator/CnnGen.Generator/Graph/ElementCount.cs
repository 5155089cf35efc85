using System;
using System.Collections.Generic;
using System.Globalization;

namespace CnnGen.Generator.Graph;

/// <summary>Counts elements of declared tensors without overflow: a count past what a long holds stays at its maximum.</summary>
internal static class ElementCount
{
    public const long Most = int.MaxValue;

    public static long Multiply(long a, long b) => a != 0 && b > long.MaxValue / a ? long.MaxValue : a * b;

    public static long Add(long a, long b) => b > long.MaxValue - a ? long.MaxValue : a + b;

    public static int Saturate(long count) => (int)Math.Min(count, int.MaxValue);

    /// <summary>The count for a message.</summary>
    public static string Describe(long count) =>
        count == long.MaxValue ? "more than 9 * 10^18" : count.ToString(CultureInfo.InvariantCulture);

    public static long Of(IEnumerable<int> dimensions)
    {
        long count = 1;
        foreach (int dimension in dimensions) count = Multiply(count, dimension);
        return count;
    }
}
