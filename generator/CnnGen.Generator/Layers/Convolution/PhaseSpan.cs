using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>
/// Along one axis, the inputs of a convolution whose gradients take the same taps: with stride s, every s-th input. For
/// each of them the gradient is itself a convolution of stride 1, over the gradient of the output with the kernel turned around.
/// </summary>
/// <param name="First">The first input.</param>
/// <param name="Count">Inputs, each <see cref="Window.Stride"/> after the one before.</param>
/// <param name="FirstTap">The first tap they take.</param>
/// <param name="TapStep">From a tap they take to the next.</param>
/// <param name="Taps">Taps; 0 where no output sees these inputs.</param>
/// <param name="Start">The output at which the first input's sum starts; negative in the border.</param>
/// <param name="Step">From the output of a tap to that of the next.</param>
internal readonly record struct PhaseSpan(int First, int Count, int FirstTap, int TapStep, int Taps, int Start, int Step)
{
    public static List<PhaseSpan> Along(Window window)
    {
        // Input i is seen by output o through tap k where i + before = o stride + k dilation.
        int s = window.Stride;
        int common = CommonDivisor(s, window.Dilation);
        int tapStep = s / common;
        var firstTaps = new Dictionary<int, int>();
        for (int tap = 0; tap < Math.Min(tapStep, window.Kernel); tap++) firstTaps[(int)((long)tap * window.Dilation % s)] = tap;
        var phases = new List<PhaseSpan>();
        for (int phase = 0; phase < s; phase++)
        {
            int first = (((phase - window.Before) % s) + s) % s;
            if (first >= window.Input) continue;
            int count = (window.Input - first + s - 1) / s;
            if (!firstTaps.TryGetValue(phase, out int firstTap))
            {
                phases.Add(new PhaseSpan(first, count, 0, tapStep, 0, 0, 0));
                continue;
            }

            int taps = (window.Kernel - firstTap + tapStep - 1) / tapStep;
            int lastTap = firstTap + ((taps - 1) * tapStep);
            int start = (first + window.Before - (lastTap * window.Dilation)) / s;
            phases.Add(new PhaseSpan(first, count, firstTap, tapStep, taps, start, window.Dilation / common));
        }

        return phases;
    }

    /// <summary>Whether no output sees some of the inputs.</summary>
    public static bool LeavesGaps(Window window) => Along(window).Exists(phase => phase.Taps == 0);

    /// <summary>The kernel's rows or columns in the order in which the turned kernel takes them.</summary>
    public IEnumerable<int> TurnedTaps()
    {
        var (_, _, first, step, taps, _, _) = this;
        return Enumerable.Range(0, taps).Select(t => first + (step * (taps - 1 - t)));
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
            after = Math.Max(after, phase.Start + ((phase.Taps - 1) * phase.Step) + phase.Count - 1 - (window.Output - 1));
        }

        return (before, after);
    }

    private static int CommonDivisor(int a, int b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
