using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.MaxPooling2D;

/// <summary>
/// The loops over the windows of a pooling, for its forward and its backward pass. Windows at a border that "same" padding cuts
/// are loops of their own, so no window checks its bounds.
/// </summary>
/// <param name="Input">Strides of the input (and of the gradient by it).</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="Gradient">Strides of the gradient by the output.</param>
internal sealed record PoolingGeometry(
    Window Vertical, Window Horizontal, int Channels, RowLayout Input, RowLayout InputGradient, RowLayout Output, RowLayout Gradient)
{
    public string Label => $"{Vertical.Kernel}x{Horizontal.Kernel}s{(Vertical.Stride == Horizontal.Stride ? $"{Vertical.Stride}" : $"{Vertical.Stride}x{Horizontal.Stride}")}"
        + $"_{Vertical.Input}x{Horizontal.Input}x{Channels}" + (Vertical.Padding == Padding.Same ? "_Same" : "");

    /// <summary>Writes the loops; the action writes the code for the vector of channels at (the text to add to each pointer).</summary>
    public void WriteLoops(CodeWriter code, Lanes lanes, bool backward, Action<WindowSpan, WindowSpan, string, int> window)
    {
        string next = backward
            ? $"x += {Input.Image}, dx += {InputGradient.Image}, y += {Output.Image}, g += {Gradient.Image}"
            : $"x += {Input.Image}, y += {Output.Image}";
        using (code.Open($"for (int n = 0; n < batch; n++, {next})"))
        {
            foreach (var rows in WindowSpan.Along(Vertical))
            {
                using (code.Open($"for (int row = {rows.First}; row < {rows.First + rows.Count}; row++)"))
                {
                    foreach (var columns in WindowSpan.Along(Horizontal)) WriteColumns(code, lanes, backward, rows, columns, window);
                }
            }
        }
    }

    private void WriteColumns(
        CodeWriter code, Lanes lanes, bool backward, WindowSpan rows, WindowSpan columns, Action<WindowSpan, WindowSpan, string, int> window)
    {
        string Place(string pointer, RowLayout layout, bool input)
        {
            int rowStep = input ? Vertical.Stride * layout.Row : layout.Row;
            int columnStep = input ? Horizontal.Stride * Channels : Channels;
            // The first element of the window that lies inside: for a window that starts in the padding, not its start.
            int offset = input
                ? ((rows.Tap - Vertical.Before) * layout.Row) + ((columns.Tap - Horizontal.Before) * Channels)
                : 0;
            string shift = offset == 0 ? "" : offset > 0 ? $" + {offset}" : $" - {Literal.Of(-offset)}";
            return $"float* {pointer}p = {pointer} + row * {rowStep} + column * {columnStep}{shift};";
        }

        using (code.Open($"for (int column = {columns.First}; column < {columns.First + columns.Count}; column++)"))
        {
            code.Line(Place("x", Input, true));
            if (backward) code.Line(Place("dx", InputGradient, true));
            code.Line(Place("y", Output, false));
            if (backward) code.Line(Place("g", Gradient, false));
            int whole = Channels / lanes.Width * lanes.Width;
            if (whole > lanes.Width)
            {
                using (code.Open($"for (int c = 0; c < {whole}; c += {lanes.Width})")) window(rows, columns, " + c", lanes.Width);
            }
            else if (whole > 0)
            {
                using (code.Open("")) window(rows, columns, "", lanes.Width);
            }

            if (whole < Channels)
            {
                using (code.Open("")) window(rows, columns, whole == 0 ? "" : $" + {whole}", Channels - whole);
            }
        }
    }
}

/// <summary>The largest element of each window, a channel at a time.</summary>
internal sealed record MaxPoolingKernel(PoolingGeometry Geometry, string Summary) : Kernel
{
    public override string Name => $"MaxPooling2D_{Geometry.Label}_{Geometry.Input.Row}_{Geometry.Output.Row}";

    public override string Summary { get; } = Summary;

    public override string Parameters => "float* x, float* y, int batch";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Geometry.Channels, vectorBits);
        if (!WindowLoops.Unrolls(Geometry))
        {
            WriteLooped(code, lanes);
            return;
        }

        Geometry.WriteLoops(code, lanes, backward: false, (rows, columns, at, used) =>
        {
            code.Line($"var largest = {lanes.Load($"xp{at}")};");
            for (int tap = 1; tap < rows.Taps * columns.Taps; tap++)
            {
                int offset = (tap / columns.Taps * Geometry.Input.Row) + (tap % columns.Taps * Geometry.Channels);
                code.Line($"largest = {lanes.Class}.Max(largest, {lanes.Load($"xp{at} + {offset}")});");
            }

            code.Line(lanes.Store("largest", $"yp{at}", used));
        });
    }

    private void WriteLooped(CodeWriter code, Lanes lanes) => WindowLoops.WriteOutputs(code, lanes, Geometry, backward: false, (at, used) =>
    {
        code.Line($"var largest = {lanes.Load($"xp{at}")};");
        WindowLoops.WriteTaps(code, Geometry, backward: false, () =>
            code.Line($"largest = {lanes.Class}.Max(largest, {lanes.Load($"xt{at}")});"));
        code.Line(lanes.Store("largest", $"yp{at}", used));
    });
}

/// <summary>Sends the gradient of each window to its largest element, to the first one where several are equal.</summary>
/// <param name="Accumulate">Whether several windows, or another layer, write to one element.</param>
internal sealed record MaxPoolingBackwardKernel(PoolingGeometry Geometry, string Summary, bool Accumulate) : Kernel
{
    public override string Name => $"MaxPooling2DBackward_{Geometry.Label}_{Geometry.InputGradient.Row}_{Geometry.Gradient.Row}{(Accumulate ? "_Add" : "")}";

    public override string Summary { get; } = Summary;

    public override string Parameters => "float* x, float* y, float* g, float* dx, int batch";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Geometry.Channels, vectorBits);
        if (!WindowLoops.Unrolls(Geometry))
        {
            WriteLooped(code, lanes);
            return;
        }

        Geometry.WriteLoops(code, lanes, backward: true, (rows, columns, at, used) =>
        {
            int taps = rows.Taps * columns.Taps;
            code.Line($"var largest = {lanes.Load($"yp{at}")};");
            code.Line($"var gradient = {lanes.Load($"gp{at}")};");
            if (taps > 1) code.Line($"var open = {lanes.Type}.AllBitsSet;");
            for (int tap = 0; tap < taps; tap++)
            {
                int row = tap / columns.Taps;
                int column = tap % columns.Taps;
                string Element(string pointer, RowLayout layout)
                {
                    int offset = (row * layout.Row) + (column * Geometry.Channels);
                    return $"{pointer}{at}{(offset == 0 ? "" : $" + {offset}")}";
                }

                string equal = $"{lanes.Class}.Equals({lanes.Load(Element("xp", Geometry.Input))}, largest)";
                code.Line($"var hit{tap} = {(taps == 1 ? equal : $"{equal} & open")};");
                if (tap + 1 < taps) code.Line($"open ^= hit{tap};");
                string destination = Element("dxp", Geometry.InputGradient);
                string value = $"hit{tap} & gradient";
                code.Line(lanes.Store(Accumulate ? lanes.Add(destination, value) : value, destination, used));
            }
        });
    }

    private void WriteLooped(CodeWriter code, Lanes lanes) => WindowLoops.WriteOutputs(code, lanes, Geometry, backward: true, (at, used) =>
    {
        code.Line($"var largest = {lanes.Load($"yp{at}")};");
        code.Line($"var gradient = {lanes.Load($"gp{at}")};");
        code.Line($"var open = {lanes.Type}.AllBitsSet;");
        WindowLoops.WriteTaps(code, Geometry, backward: true, () =>
        {
            code.Line($"var hit = {lanes.Class}.Equals({lanes.Load($"xt{at}")}, largest) & open;");
            code.Line("open ^= hit;");
            code.Line(lanes.Store(Accumulate ? lanes.Add($"dxt{at}", "hit & gradient") : "hit & gradient", $"dxt{at}", used));
        });
    });
}
