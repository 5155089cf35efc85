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
        + $"_{Vertical.Input}x{Horizontal.Input}x{Channels}" + new Padding(Vertical.Padding, Horizontal.Padding).NameSuffix;

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
