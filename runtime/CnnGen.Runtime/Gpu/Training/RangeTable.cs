namespace CnnGen.Gpu;

/// <summary>Ranges of weights as rows of a table in a device's memory. All of its numbers are whole and small enough for floats, or are floats.</summary>
internal static class RangeTable
{
    /// <summary>Floats of a row.</summary>
    public const int Width = 8;

    /// <summary>Ranges start at multiples of it.</summary>
    public const int Alignment = 16;

    /// <summary>Where the range starts, in <see cref="Alignment"/>s.</summary>
    public const int Start = 0;

    /// <summary>Floats of the range.</summary>
    public const int Length = 1;

    /// <summary>The parameter's index.</summary>
    public const int Parameter = 2;

    /// <summary>The factor of the weight's sign in the gradient.</summary>
    public const int L1 = 3;

    /// <summary>The factor of the weight in the gradient.</summary>
    public const int L2 = 4;

    /// <summary>1 where weights decay, else 0.</summary>
    public const int Decays = 5;

    /// <summary>Of a moving average, what stays of it.</summary>
    public const int Momentum = 3;

    /// <summary>Of a moving average, what the batch has of it.</summary>
    public const int Share = 4;

    /// <summary>A row for each range of weights.</summary>
    public static float[] Of(NetworkDescription network, WeightRange[] ranges, OptimizerState? optimizer)
    {
        var table = new float[ranges.Length * Width];
        for (var index = 0; index < ranges.Length; index++)
        {
            var range = ranges[index];
            var row = table.AsSpan(index * Width, Width);
            var parameter = network.Parameters[range.Parameter];
            row[Start] = range.Start / Alignment;
            row[Length] = range.Length;
            row[Parameter] = range.Parameter;
            row[L1] = (float)parameter.L1;
            row[L2] = (float)(2 * parameter.L2);
            row[Decays] = optimizer is null || optimizer.Decays(range.Parameter) ? 1 : 0;
        }

        return table;
    }

    /// <summary>A row for each moving average.</summary>
    public static float[] Of(IEnumerable<BatchMoments> moments) =>
        [.. moments.SelectMany(one => Row(one.Mean, one).Concat(Row(one.Variance, one)))];

    private static float[] Row(int start, BatchMoments moments)
    {
        var row = new float[Width];
        row[Start] = start / Alignment;
        row[Length] = moments.Channels;
        row[Momentum] = (float)moments.Momentum;
        row[Share] = (float)(1 - moments.Momentum);
        return row;
    }
}
