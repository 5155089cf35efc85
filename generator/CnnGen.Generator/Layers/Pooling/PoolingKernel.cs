using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>
/// Loops over the windows of a pooling. Few taps are written out: windows at a border that cuts them are loops of their own, so no window checks its
/// bounds. Many taps are loops, with the window's bounds found for each output.
/// </summary>
internal abstract partial record PoolingKernel(PoolingGeometry Geometry, EquatableArray<PoolingOperand> Operands) : Kernel
{
    public sealed override string Parameters => string.Concat(Operands.Select(operand => $"float* {operand.Pointer}, ")) + "int batch";

    // Threads share the rows of larger outputs.
    private const long FewestElements = 32 * 1024;

    /// <summary>Whether output rows can be computed in any order: what goes back to overlapping windows adds to their elements.</summary>
    protected virtual bool HasIndependentRows => false;

    public sealed override int Parts =>
        HasIndependentRows && (long)Geometry.Vertical.Output * Geometry.Horizontal.Output * Geometry.Channels >= FewestElements ? Geometry.Vertical.Output : 1;

    public sealed override RowFlow? Flow => HasIndependentRows && Operands.Count(operand => operand.IsInput) == 1
        ? RowFlow.Of(Geometry.Vertical, Operands.First(operand => operand.IsInput).Layout.Row, written: 1)
        : null;

    /// <summary>Writes what is done for one window and one vector of channels.</summary>
    protected abstract void WriteWindow(CodeWriter code, PoolingWindow window);

    /// <summary>"2 x 2 window: 26 x 26 x 32 to 13 x 13 x 32".</summary>
    protected string Sizes =>
        $"{Geometry.Vertical.Kernel} x {Geometry.Horizontal.Kernel} window: {Geometry.Vertical.Input} x {Geometry.Horizontal.Input} x {Geometry.Channels}"
        + $" to {Geometry.Vertical.Output} x {Geometry.Horizontal.Output} x {Geometry.Channels}";

    /// <summary>The end of the name: geometry and rows of the operands.</summary>
    protected string Label => Geometry.Label + string.Concat(Operands.Select(operand => "_" + Literal.Of(operand.Layout.Row)));

    public sealed override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Geometry.Channels, vectorBits);
        string moves = string.Concat(Operands.Select(operand => $", {operand.Pointer} += {operand.Layout.Image}"));
        using (code.Open($"for (int n = 0; n < batch; n++{moves})"))
        {
            if (Geometry.Unrolls) WriteSpans(code, lanes);
            else WriteBounded(code, lanes);
        }
    }

    private void WriteSpans(CodeWriter code, Lanes lanes)
    {
        foreach (var rows in WindowSpan.Along(Geometry.Vertical))
        {
            string? header = rows.Count > 1
                ? Loop("row", rows, Parts > 1)
                : Parts > 1 ? $"if (from <= {rows.First} && to > {rows.First})" : null;
            using (code.Open(header)) WriteColumns(code, lanes, rows);
        }
    }

    private void WriteColumns(CodeWriter code, Lanes lanes, WindowSpan rows)
    {
        foreach (var columns in WindowSpan.Along(Geometry.Horizontal))
        {
            using (code.Open(columns.Count == 1 ? "" : Loop("column", columns, false)))
            {
                foreach (var operand in Operands)
                {
                    int pixel = Geometry.Channels;
                    int rowStep = operand.IsInput ? Geometry.Vertical.Stride * operand.Layout.Row : operand.Layout.Row;
                    int columnStep = operand.IsInput ? Geometry.Horizontal.Stride * pixel : pixel;
                    // The first element of the window that lies inside: for a window that starts in the padding, not its start.
                    int offset = operand.IsInput
                        ? ((rows.Tap - Geometry.Vertical.Before) * operand.Layout.Row) + ((columns.Tap - Geometry.Horizontal.Before) * pixel)
                        : 0;
                    string place = operand.Pointer;
                    if (rows.Count > 1) place += $" + row * {rowStep}";
                    else offset += rows.First * rowStep;
                    if (columns.Count > 1) place += $" + column * {columnStep}";
                    else offset += columns.First * columnStep;
                    code.Line($"float* {operand.Pointer}p = {Pointer.At(place, offset)};");
                }

                WriteChannels(code, lanes, (rows, columns));
            }
        }
    }

    private void WriteBounded(CodeWriter code, Lanes lanes)
    {
        using (code.Open(Parts > 1 ? "for (int row = from; row < to; row++)" : $"for (int row = 0; row < {Geometry.Vertical.Output}; row++)"))
        {
            WriteBounds(code, Geometry.Vertical, "row", "top", "rows");
            using (code.Open($"for (int column = 0; column < {Geometry.Horizontal.Output}; column++)"))
            {
                WriteBounds(code, Geometry.Horizontal, "column", "left", "columns");
                foreach (var operand in Operands)
                {
                    var (row, column) = operand.IsInput ? ("top", "left") : ("row", "column");
                    code.Line($"float* {operand.Pointer}p = {operand.Pointer} + {row} * {operand.Layout.Row} + {column} * {Geometry.Channels};");
                }

                WriteChannels(code, lanes, null);
            }
        }
    }

    private void WriteChannels(CodeWriter code, Lanes lanes, (WindowSpan Rows, WindowSpan Columns)? spans)
    {
        int channels = Geometry.Channels;
        int whole = channels / lanes.Width * lanes.Width;
        if (whole > lanes.Width)
        {
            using (code.Open($"for (int c = 0; c < {whole}; c += {lanes.Width})")) Write(" + c", lanes.Width);
        }
        else if (whole > 0)
        {
            using (code.Open("")) Write("", lanes.Width);
        }

        if (whole < channels)
        {
            using (code.Open("")) Write(whole == 0 ? "" : " + " + Literal.Of(whole), channels - whole);
        }

        void Write(string at, int used) => WriteWindow(code, new PoolingWindow(code, this, lanes, spans, at, used));
    }

    private static string Loop(string index, WindowSpan span, bool part) => part
        ? $"for (int {index} = global::System.Math.Max(from, {span.First}); {index} < global::System.Math.Min(to, {span.First + span.Count}); {index}++)"
        : $"for (int {index} = {span.First}; {index} < {span.First + span.Count}; {index}++)";

    private static void WriteBounds(CodeWriter code, Window window, string index, string first, string count)
    {
        string start = $"{index} * {window.Stride}" + (window.Before == 0 ? "" : $" - {window.Before}");
        code.Line($"int {first} = global::System.Math.Max(0, {start});");
        code.Line($"int {count} = global::System.Math.Min({window.Input}, {start} + {window.Kernel}) - {first};");
    }
}
