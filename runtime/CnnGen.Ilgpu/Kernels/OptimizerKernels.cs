using System.ComponentModel;
using System.Runtime.CompilerServices;
using CnnGen.Gpu;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>
/// A step of each optimizer, a group a range of weights. All take the same: what weights and gradients lie in, up to three slots of the optimizer, the average of the weights, the table
/// of the ranges, the scale of each parameter's gradient, decay, the largest size of a gradient, the average's momentum and the share that is left of it, <see cref="GpuRule"/>'s flags,
/// and the rule's numbers.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OptimizerKernels
{
    /// <summary>See <see cref="CnnGen.Sgd"/>.</summary>
    public static void Descent(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slot0, ArrayView<float> slot1, ArrayView<float> slot2, ArrayView<float> average,
        ArrayView<float> ranges, ArrayView<float> scales, float decay, float limit, float momentum, float share, int flags, float a, float b, float c, float d, float e)
    {
        var rule = new DescentRule { Rate = a };
        Run(rule, weights, gradients, average, ranges, scales, decay, limit, momentum, share, flags);
    }

    /// <summary>See <see cref="CnnGen.Sgd"/>.</summary>
    public static void Momentum(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slot0, ArrayView<float> slot1, ArrayView<float> slot2, ArrayView<float> average,
        ArrayView<float> ranges, ArrayView<float> scales, float decay, float limit, float momentum, float share, int flags, float a, float b, float c, float d, float e)
    {
        var rule = new MomentumRule { Velocities = slot0, Rate = a, Momentum = b, Nesterov = flags & GpuRule.Special };
        Run(rule, weights, gradients, average, ranges, scales, decay, limit, momentum, share, flags);
    }

    /// <summary>See <see cref="CnnGen.Adam"/>.</summary>
    public static void Adam(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slot0, ArrayView<float> slot1, ArrayView<float> slot2, ArrayView<float> average,
        ArrayView<float> ranges, ArrayView<float> scales, float decay, float limit, float momentum, float share, int flags, float a, float b, float c, float d, float e)
    {
        var rule = new AdamRule
        {
            Means = slot0,
            Squares = slot1,
            LargestSquares = slot2,
            Rate = a,
            Share1 = b,
            Share2 = c,
            Epsilon = d,
            Amsgrad = flags & GpuRule.Special,
        };
        Run(rule, weights, gradients, average, ranges, scales, decay, limit, momentum, share, flags);
    }

    /// <summary>See <see cref="CnnGen.RmsProp"/>.</summary>
    public static void RmsProp(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slot0, ArrayView<float> slot1, ArrayView<float> slot2, ArrayView<float> average,
        ArrayView<float> ranges, ArrayView<float> scales, float decay, float limit, float momentum, float share, int flags, float a, float b, float c, float d, float e)
    {
        var rule = new RmsPropRule
        {
            Squares = slot0,
            Momenta = slot1,
            Means = slot2,
            Rate = a,
            Rho = b,
            Share = c,
            Momentum = d,
            Epsilon = e,
            HasMomentum = flags & GpuRule.WithMomentum,
            IsCentered = flags & GpuRule.Special,
        };
        Run(rule, weights, gradients, average, ranges, scales, decay, limit, momentum, share, flags);
    }

    /// <summary>See <see cref="CnnGen.Adagrad"/>.</summary>
    public static void Adagrad(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slot0, ArrayView<float> slot1, ArrayView<float> slot2, ArrayView<float> average,
        ArrayView<float> ranges, ArrayView<float> scales, float decay, float limit, float momentum, float share, int flags, float a, float b, float c, float d, float e)
    {
        var rule = new AdagradRule { Sums = slot0, Rate = a, Epsilon = b };
        Run(rule, weights, gradients, average, ranges, scales, decay, limit, momentum, share, flags);
    }

    /// <summary>See <see cref="CnnGen.Lion"/>.</summary>
    public static void Lion(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> slot0, ArrayView<float> slot1, ArrayView<float> slot2, ArrayView<float> average,
        ArrayView<float> ranges, ArrayView<float> scales, float decay, float limit, float momentum, float share, int flags, float a, float b, float c, float d, float e)
    {
        var rule = new LionRule { Means = slot0, Rate = a, Beta1 = b, Share1 = c, Beta2 = d, Share2 = e };
        Run(rule, weights, gradients, average, ranges, scales, decay, limit, momentum, share, flags);
    }

    /// <summary>The one loop over the weights: clip, decay, rule, average.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TRule>(
        TRule rule, ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> average, ArrayView<float> ranges, ArrayView<float> scales,
        float decay, float limit, float momentum, float share, int flags)
        where TRule : struct, IRule
    {
        var range = Grid.IdxX * RangeTable.Width;
        var start = WeightKernels.Start(ranges, range);
        var end = start + (long)ranges[range + RangeTable.Length];
        var scale = scales[(int)ranges[range + RangeTable.Parameter]];
        var ownDecay = decay * ranges[range + RangeTable.Decays];
        for (var i = start + Group.IdxX; i < end; i += GroupReduction.Size)
        {
            var gradient = Lane.Min(Lane.Max(gradients[i] * scale, -limit), limit);
            var weight = weights[i];
            weight = rule.Update(weight - weight * ownDecay, gradient, i);
            if ((flags & GpuRule.Averages) != 0)
            {
                var mean = momentum * average[i] + share * weight;
                average[i] = mean;
                weight = (flags & GpuRule.Overwrites) != 0 ? mean : weight;
            }

            weights[i] = weight;
        }
    }
}
