using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Layers.MaxPooling2D;

/// <summary>Consecutive outputs along one axis whose windows have the same elements inside the input.</summary>
/// <param name="First">The first output.</param>
/// <param name="Count">Outputs.</param>
/// <param name="Tap">The window's first element that lies inside the input.</param>
/// <param name="Taps">Elements of the window inside the input.</param>
internal readonly record struct WindowSpan(int First, int Count, int Tap, int Taps)
{
    public static List<WindowSpan> Along(Window window)
    {
        var spans = new List<WindowSpan>();
        for (int output = 0; output < window.Output; output++)
        {
            int start = (output * window.Stride) - window.Before;
            int tap = Math.Max(0, -start);
            int taps = Math.Min(window.Kernel, window.Input - start) - tap;
            var last = spans.Count == 0 ? default : spans[spans.Count - 1];
            if (spans.Count > 0 && last.Tap == tap && last.Taps == taps) spans[spans.Count - 1] = last with { Count = last.Count + 1 };
            else spans.Add(new WindowSpan(output, 1, tap, taps));
        }

        return spans;
    }
}
