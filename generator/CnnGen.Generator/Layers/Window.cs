using System;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers;

/// <summary>
/// One axis of a sliding window: output size and zero padding, by Keras's (TensorFlow's) rule, where "same" puts the odd element after.
/// </summary>
/// <param name="Kernel">Elements of the window.</param>
/// <param name="Dilation">From one element of the window to the next.</param>
/// <param name="Ceil">Whether a last window that leaves the image is kept, as long as it starts inside the image or the padding before it (ONNX's ceil_mode).</param>
internal readonly record struct Window(int Input, int Kernel, int Stride, AxisPadding Padding, int Dilation = 1, bool Ceil = false)
{
    /// <summary>Never longer than the padded input: a longer step gives one output too, and distances of memory could overflow.</summary>
    public int Stride { get; } = Math.Min(Stride, Input + Math.Max(0, Padding.Before + Padding.After));

    /// <summary>Likewise where the window is one element.</summary>
    public int Dilation { get; } = Kernel == 1 ? 1 : Dilation;

    /// <summary>Inputs from the window's first element to its last, both included.</summary>
    public int Span => ElementCount.Saturate(((Kernel - 1L) * Dilation) + 1);

    public int Output => Padding.Rule == PaddingRule.Same ? (Input + Stride - 1) / Stride : Fits();

    public int Before => Padding.Rule == PaddingRule.Same ? SamePadding / 2 : Padding.Before;

    /// <summary>Negative where the last elements of the input are in no window. With <see cref="Ceil"/> the last window may reach further.</summary>
    public int After => Padding.Rule == PaddingRule.Same ? SamePadding - (SamePadding / 2) : Padding.After;

    /// <summary>The first of the windows, over the whole input.</summary>
    public Window First(int output) => output == Output ? this : this with { Padding = AxisPadding.Explicit(Before, ((output - 1) * Stride) + Span - Before - Input), Ceil = false };

    /// <summary>The same windows, over what they reach of the input alone.</summary>
    public Window OverReached()
    {
        int after = ((Output - 1) * Stride) + Span - Before - Input;
        return after >= 0 ? this : this with { Input = Input + after, Padding = AxisPadding.Explicit(Before, 0), Ceil = false };
    }

    /// <summary>Whether no element is in two windows, and no window hangs over an end.</summary>
    public bool IsDisjoint => (Span <= Stride || Output == 1) && Before == 0 && Overhang == 0;

    /// <summary>Elements behind the input that the last window covers.</summary>
    public int Overhang => Math.Max(0, ((Output - 1) * Stride) + Span - Before - Input);

    private int SamePadding => Math.Max(((Output - 1) * Stride) + Span - Input, 0);

    /// <summary>The windows of both axes of an image.</summary>
    public static (Window Vertical, Window Horizontal) Over(Shape image, Size kernel, Size strides, Padding padding, Size dilation, bool ceil = false) => (
        new Window(image.Height, kernel.Height, strides.Height, padding.Vertical, dilation.Height, ceil),
        new Window(image.Width, kernel.Width, strides.Width, padding.Horizontal, dilation.Width, ceil));

    private int Fits()
    {
        int padded = Input + Padding.Before + Padding.After;
        if (padded < Span) return 0;
        int output = ((padded - Span) / Stride) + 1;
        bool another = Ceil && (padded - Span) % Stride != 0 && output * Stride < Input + Padding.Before;
        return another ? output + 1 : output;
    }
}
