using System.ComponentModel;
using System.Runtime.CompilerServices;
using CnnGen.Gpu;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>What a training step does with weights beside its rule, a group a range of weights. See <see cref="GpuUpdates"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightKernels
{
    /// <summary>
    /// Adds the regularizers' gradient, clears what is behind a parameter's end, and takes the largest gradient of each range and the sum of the squares of what the others
    /// are of it: squares of floats overflow, these don't.
    /// </summary>
    public static void Prepare(ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> ranges, ArrayView<float> norms)
    {
        var range = Grid.IdxX * RangeTable.Width;
        var start = Start(ranges, range);
        var length = (int)ranges[range + RangeTable.Length];
        var padded = (length + RangeTable.Alignment - 1) / RangeTable.Alignment * RangeTable.Alignment;
        var (l1, l2) = (ranges[range + RangeTable.L1], ranges[range + RangeTable.L2]);
        var largest = 0;
        for (var i = Group.IdxX; i < padded; i += GroupReduction.Size)
        {
            var weight = weights[start + i];
            var sign = weight > 0f ? l1 : weight < 0f ? -l1 : 0f;
            var gradient = i < length ? gradients[start + i] + sign + l2 * weight : 0f;
            gradients[start + i] = gradient;

            // In the order of their bits, what is not finite is above what is.
            largest = IntrinsicMath.Max(largest, (int)(Interop.FloatAsInt(gradient) & 0x7FFFFFFF));
        }

        largest = GroupReduction.Max(largest);
        var unit = Interop.IntAsFloat((uint)largest);
        var divisor = largest == 0 ? 1f : unit;
        var squares = 0f;
        for (var i = Group.IdxX; i < length; i += GroupReduction.Size)
        {
            var part = gradients[start + i] / divisor;
            squares += part * part;
        }

        squares = GroupReduction.Sum(squares);
        if (Group.IdxX != 0)
            return;
        norms[Grid.IdxX * 2] = unit;
        norms[Grid.IdxX * 2 + 1] = squares;
    }

    /// <summary>The sums of a range's sizes and squares.</summary>
    public static void Penalty(ArrayView<float> weights, ArrayView<float> ranges, ArrayView<float> sums)
    {
        var range = Grid.IdxX * RangeTable.Width;
        var start = Start(ranges, range);
        var length = (int)ranges[range + RangeTable.Length];
        var (sizes, squares) = (0f, 0f);
        for (var i = Group.IdxX; i < length; i += GroupReduction.Size)
        {
            var weight = weights[start + i];
            sizes += Lane.Abs(weight);
            squares += weight * weight;
        }

        sizes = GroupReduction.Sum(sizes);
        squares = GroupReduction.Sum(squares);
        if (Group.IdxX != 0)
            return;
        sums[Grid.IdxX * 2] = sizes;
        sums[Grid.IdxX * 2 + 1] = squares;
    }

    /// <summary>Moves moving averages towards the batch's: moving * momentum + batch * share.</summary>
    public static void Move(ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> moments)
    {
        var range = Grid.IdxX * RangeTable.Width;
        var start = Start(moments, range);
        var length = (int)moments[range + RangeTable.Length];
        for (var i = Group.IdxX; i < length; i += GroupReduction.Size)
            weights[start + i] = weights[start + i] * moments[range + RangeTable.Momentum] + gradients[start + i] * moments[range + RangeTable.Share];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long Start(ArrayView<float> ranges, int range) => (long)ranges[range + RangeTable.Start] * RangeTable.Alignment;
}
