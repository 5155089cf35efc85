using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>One window of a pooling and a vector of its channels, while code is written for it.</summary>
/// <param name="spans">The window's elements inside the input where they are known; else "rows" and "columns" count them.</param>
/// <param name="at">What leads from a pixel to the channels.</param>
/// <param name="used">Used lanes of the vector.</param>
internal sealed class PoolingWindow(CodeWriter code, PoolingKernel kernel, Lanes lanes, (WindowSpan Rows, WindowSpan Columns)? spans, string at, int used)
{
    public Lanes Lanes => lanes;

    public int Used => used;

    /// <summary>Whether the window has a single element.</summary>
    public bool IsSingle => spans is var (rows, columns) && rows.Taps * columns.Taps == 1;

    /// <summary>The window's pixel of an output, or its first element of an input.</summary>
    public string At(string pointer) => $"{pointer}p{at}";

    /// <summary>Writes code for each element inside the input; the action gets what makes a tensor's name a pointer to the element.</summary>
    /// <param name="afterFirst">Whether to leave out the first element, where elements are written out.</param>
    public void ForEachTap(Action<Func<string, string>> tap, bool afterFirst = false)
    {
        if (spans is var (rows, columns))
        {
            for (int i = afterFirst ? 1 : 0; i < rows.Taps * columns.Taps; i++)
            {
                int index = i;
                tap(pointer => Pointer.At(
                    At(pointer), (index / columns.Taps * RowOf(pointer)) + (index % columns.Taps * kernel.Geometry.Channels)));
            }

            return;
        }

        var inputs = kernel.Operands.Where(operand => operand.IsInput).Select(operand => operand.Pointer).ToList();
        using (code.Open("for (int i = 0; i < rows; i++)"))
        {
            foreach (string pointer in inputs) code.Line($"float* {pointer}t = {pointer}p + i * {RowOf(pointer)};");
            string moves = string.Concat(inputs.Select(pointer => $", {pointer}t += {kernel.Geometry.Channels}"));
            using (code.Open($"for (int j = 0; j < columns; j++{moves})")) tap(pointer => $"{pointer}t{at}");
        }
    }

    /// <summary>1 over the number of elements that the window's mean is of, as an expression.</summary>
    public string PartOf(Divisor divisor)
    {
        if (divisor == Divisor.One) return "1f";
        if (spans is var (rows, columns))
        {
            return Literal.Of(1f / (divisor == Divisor.Inside ? rows.Taps * columns.Taps : rows.Padded * columns.Padded));
        }

        return divisor == Divisor.Inside
            ? "1f / (rows * columns)"
            : $"1f / ({Padded(kernel.Geometry.Vertical, "row")} * {Padded(kernel.Geometry.Horizontal, "column")})";
    }

    private static string Padded(Window window, string index)
    {
        int end = window.Input + Math.Max(0, window.After) + window.Before;
        bool isWhole = ((window.Output - 1) * window.Stride) + window.Kernel <= end;
        return isWhole ? Literal.Of(window.Kernel) : $"global::System.Math.Min({window.Kernel}, {end} - {index} * {window.Stride})";
    }

    private int RowOf(string pointer) => kernel.Operands.First(operand => operand.Pointer == pointer).Layout.Row;
}
