using System;

namespace CnnGen.Generator.Layers;

/// <summary>One axis of a sliding window: output size and zero padding, by Keras's (TensorFlow's) rule, where "same" puts the odd element after.</summary>
internal readonly record struct Window(int Input, int Kernel, int Stride, Padding Padding)
{
    /// <summary>Never longer than the input: a longer step gives one output too, and distances of memory could overflow.</summary>
    public int Stride { get; } = Math.Min(Stride, Input);

    public int Output => Padding == Padding.Same ? (Input + Stride - 1) / Stride : Input < Kernel ? 0 : ((Input - Kernel) / Stride) + 1;

    public int Before => TotalPadding / 2;

    public int After => TotalPadding - Before;

    /// <summary>Whether no element is in two windows, and no window hangs over an end.</summary>
    public bool IsDisjoint => (Kernel <= Stride || Output == 1) && Before == 0 && After == 0;

    private int TotalPadding => Padding == Padding.Valid ? 0 : Math.Max(((Output - 1) * Stride) + Kernel - Input, 0);
}
