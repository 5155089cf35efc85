using System;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers;

/// <summary>The rectangle of input pixels that one output element sees, and how far it moves from one element to the next.</summary>
internal readonly record struct ReceptiveField(long Height, long Width, long StepY, long StepX)
{
    public static ReceptiveField Pixel => new(1, 1, 1, 1);

    /// <summary>The longer side.</summary>
    public int Side => (int)Math.Min(int.MaxValue, Math.Max(Height, Width));

    /// <summary>What a window over elements that see this field sees.</summary>
    public ReceptiveField Under(int kernelHeight, int kernelWidth, int strideY, int strideX) => new(
        Capped(Height + ((kernelHeight - 1) * StepY)),
        Capped(Width + ((kernelWidth - 1) * StepX)),
        Capped(StepY * strideY),
        Capped(StepX * strideX));

    /// <summary>What a window with gaps sees.</summary>
    public ReceptiveField Under(Size kernel, Size strides, Size dilation) => Under(
        ElementCount.Saturate(((kernel.Height - 1L) * dilation.Height) + 1), ElementCount.Saturate(((kernel.Width - 1L) * dilation.Width) + 1),
        strides.Height, strides.Width);

    /// <summary>What a transposed convolution sees: its windows overlap where the kernel is longer than the step.</summary>
    public ReceptiveField Transposed(Size kernel, Size strides, Size dilation) => new(
        Capped(Height + (((kernel.Height - 1L) * dilation.Height / strides.Height) * StepY)),
        Capped(Width + (((kernel.Width - 1L) * dilation.Width / strides.Width) * StepX)),
        Math.Max(1, StepY / strides.Height),
        Math.Max(1, StepX / strides.Width));

    /// <summary>Deep stacks of strided windows would overflow; past any image's size the exact number says nothing.</summary>
    private static long Capped(long value) => Math.Min(value, int.MaxValue);
}
