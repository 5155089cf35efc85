using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Layers.MaxPooling2D;

/// <summary>
/// Pooling with windows too large to be written out: loops over the taps, with the window's bounds found for each output.
/// The compiler stops optimizing very long methods, and overlapping windows at borders multiply the code.
/// </summary>
internal static class WindowLoops
{
    private const int MostTaps = 64;

    /// <summary>Whether all taps of all windows that differ in their borders are few enough to be written out.</summary>
    public static bool Unrolls(PoolingGeometry geometry) =>
        WindowSpan.Along(geometry.Vertical).Sum(span => (long)span.Taps) * WindowSpan.Along(geometry.Horizontal).Sum(span => (long)span.Taps) <= MostTaps;

    /// <summary>Writes the loops over outputs; the action writes the code for the vector of channels at (the text to add to each pointer).</summary>
    public static void WriteOutputs(CodeWriter code, Lanes lanes, PoolingGeometry geometry, bool backward, Action<string, int> output)
    {
        int channels = geometry.Channels;
        string next = backward
            ? $"x += {geometry.Input.Image}, dx += {geometry.InputGradient.Image}, y += {geometry.Output.Image}, g += {geometry.Gradient.Image}"
            : $"x += {geometry.Input.Image}, y += {geometry.Output.Image}";
        using (code.Open($"for (int n = 0; n < batch; n++, {next})"))
        using (code.Open($"for (int row = 0; row < {geometry.Vertical.Output}; row++)"))
        {
            WriteBounds(code, geometry.Vertical, "row", "top", "rows");
            using (code.Open($"for (int column = 0; column < {geometry.Horizontal.Output}; column++)"))
            {
                WriteBounds(code, geometry.Horizontal, "column", "left", "columns");
                code.Line($"float* xp = x + top * {geometry.Input.Row} + left * {channels};");
                if (backward) code.Line($"float* dxp = dx + top * {geometry.InputGradient.Row} + left * {channels};");
                code.Line($"float* yp = y + row * {geometry.Output.Row} + column * {channels};");
                if (backward) code.Line($"float* gp = g + row * {geometry.Gradient.Row} + column * {channels};");
                int whole = channels / lanes.Width * lanes.Width;
                if (whole > 0)
                {
                    using (code.Open($"for (int c = 0; c < {whole}; c += {lanes.Width})")) output(" + c", lanes.Width);
                }

                if (whole < channels)
                {
                    using (code.Open("")) output(whole == 0 ? "" : $" + {whole}", channels - whole);
                }
            }
        }
    }

    /// <summary>Writes the loops over the taps inside the input, "xt" (and "dxt") at each.</summary>
    public static void WriteTaps(CodeWriter code, PoolingGeometry geometry, bool backward, Action tap)
    {
        string next = $"xt += {geometry.Channels}" + (backward ? $", dxt += {geometry.Channels}" : "");
        using (code.Open("for (int i = 0; i < rows; i++)"))
        {
            code.Line($"float* xt = xp + i * {geometry.Input.Row};");
            if (backward) code.Line($"float* dxt = dxp + i * {geometry.InputGradient.Row};");
            using (code.Open($"for (int j = 0; j < columns; j++, {next})")) tap();
        }
    }

    private static void WriteBounds(CodeWriter code, Window window, string index, string first, string count)
    {
        string start = $"{index} * {window.Stride}" + (window.Before == 0 ? "" : $" - {window.Before}");
        code.Line($"int {first} = global::System.Math.Max(0, {start});");
        code.Line($"int {count} = global::System.Math.Min({window.Input}, {start} + {window.Kernel}) - {first};");
    }
}
