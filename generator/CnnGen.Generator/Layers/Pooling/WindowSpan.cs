using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>Consecutive outputs along one axis whose windows have the same elements inside the input.</summary>
/// <param name="First">The first output.</param>
/// <param name="Count">Outputs.</param>
/// <param name="Tap">The window's first element that lies inside the input.</param>
/// <param name="Taps">Elements of the window inside the input.</param>
/// <param name="Padded">Elements of the window inside the input or its padding; the rest is what rounding up let the last window reach.</param>
internal readonly record struct WindowSpan(int First, int Count, int Tap, int Taps, int Padded)
{
    public static List<WindowSpan> Along(Window window)
    {
        var spans = new List<WindowSpan>();
        for (int output = 0; output < window.Output; output++)
        {
            int start = (output * window.Stride) - window.Before;
            int tap = Math.Max(0, -start);
            int taps = Math.Min(window.Kernel, window.Input - start) - tap;
            int padded = Math.Min(window.Kernel, window.Input + Math.Max(0, window.After) - start);
            var last = spans.Count == 0 ? default : spans[spans.Count - 1];
            if (spans.Count > 0 && last.Tap == tap && last.Taps == taps && last.Padded == padded) spans[spans.Count - 1] = last with { Count = last.Count + 1 };
            else spans.Add(new WindowSpan(output, 1, tap, taps, padded));
        }

        return spans;
    }
}
