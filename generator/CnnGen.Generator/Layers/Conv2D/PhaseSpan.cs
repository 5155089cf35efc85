using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Layers.Conv2D;

/// <summary>
/// Along one axis, the inputs of a convolution whose gradients take the same taps: with stride s, every s-th input. For
/// each of them the gradient is itself a convolution of stride 1, over the gradient of the output with the kernel turned around.
/// </summary>
/// <param name="First">The first input.</param>
/// <param name="Count">Inputs, each <see cref="Window.Stride"/> after the one before.</param>
/// <param name="FirstTap">The first tap they take; the others follow at the stride.</param>
/// <param name="Taps">Taps; 0 where the kernel is shorter than the stride and no output sees these inputs.</param>
/// <param name="Start">The output at which the first input's sum starts; negative in the border.</param>
internal readonly record struct PhaseSpan(int First, int Count, int FirstTap, int Taps, int Start)
{
    public static List<PhaseSpan> Along(Window window)
    {
        var phases = new List<PhaseSpan>();
        int s = window.Stride;
        for (int phase = 0; phase < s; phase++)
        {
            int first = (((phase - window.Before) % s) + s) % s;
            if (first >= window.Input) continue;
            int taps = phase < window.Kernel ? (window.Kernel - phase + s - 1) / s : 0;
            int center = (first + window.Before - phase) / s;
            phases.Add(new PhaseSpan(first, (window.Input - first + s - 1) / s, phase, taps, center - (taps - 1)));
        }

        return phases;
    }

    /// <summary>The kernel's rows or columns in the order in which the turned kernel takes them.</summary>
    public IEnumerable<int> TurnedTaps(int stride)
    {
        int first = FirstTap;
        int taps = Taps;
        return Enumerable.Range(0, taps).Select(t => first + (stride * (taps - 1 - t)));
    }

    /// <summary>Zeros that the sums read before and after the outputs.</summary>
    public static (int Before, int After) Borders(Window window)
    {
        int before = 0;
        int after = 0;
        foreach (var phase in Along(window))
        {
            if (phase.Taps == 0) continue;
            before = Math.Max(before, -phase.Start);
            after = Math.Max(after, phase.Start + phase.Taps - 1 + phase.Count - 1 - (window.Output - 1));
        }

        return (before, after);
    }
}
