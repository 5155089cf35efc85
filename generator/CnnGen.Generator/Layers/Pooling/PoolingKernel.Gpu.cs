using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Pooling;

/// <content>On a GPU a thread has one window, or one element of the input and all windows that it is in: no two threads write to one place.</content>
internal abstract partial record PoolingKernel
{
    /// <summary>A thread for each window; the body finds it in n, row, column and c, and those elements of it that are inside from top + i0 to top + i1 and left + j0 to left + j1.</summary>
    protected void WriteWindows(GpuKernelWriter gpu, System.Action<CodeWriter> body) => gpu.PerElement(Geometry.Vertical.Output * Geometry.Horizontal.Output * Geometry.Channels, code =>
    {
        GpuText.WriteCoordinates(code, Geometry.Horizontal.Output, Geometry.Channels);
        WriteBoundsOf(code, "row", "column");
        body(code);
    });

    /// <summary>A thread for each element of the input; the body finds it in n, row, column and c. The windows that it is in are rows o0 to o1 and columns q0 to q1, without the last.</summary>
    protected void WriteElements(GpuKernelWriter gpu, System.Action<CodeWriter> body) => gpu.PerElement(Geometry.Vertical.Input * Geometry.Horizontal.Input * Geometry.Channels, code =>
    {
        GpuText.WriteCoordinates(code, Geometry.Horizontal.Input, Geometry.Channels);
        WriteWindowsOf(code, Geometry.Vertical, "row", "o");
        WriteWindowsOf(code, Geometry.Horizontal, "column", "q");
        body(code);
    });

    /// <summary>Declares where a window begins, and which of its elements are inside.</summary>
    protected void WriteBoundsOf(CodeWriter code, string row, string column)
    {
        WriteBoundsOf(code, Geometry.Vertical, row, "top", "i");
        WriteBoundsOf(code, Geometry.Horizontal, column, "left", "j");
    }

    /// <summary>The index of an operand's pixel.</summary>
    protected string At(string pointer, string row, string column)
    {
        var layout = Operands.First(operand => operand.Pointer == pointer).Layout;
        return $"{pointer}[n * {Literal.Of(layout.Image)} + ({row}) * {Literal.Of(layout.Row)} + ({column}) * {Literal.Of(Geometry.Channels)} + channel]";
    }

    /// <summary>1 over the number of elements that a window's mean is of.</summary>
    protected string PartOf(Divisor divisor, string row, string column) => divisor switch
    {
        Divisor.One => "1f",
        Divisor.Inside => "(1f / ((i1 - i0) * (j1 - j0)))",
        _ => $"(1f / ({PaddedOf(Geometry.Vertical, row)} * {PaddedOf(Geometry.Horizontal, column)}))",
    };

    private static void WriteBoundsOf(CodeWriter code, Window window, string index, string start, string tap)
    {
        code.Line($"int {start} = {index} * {Literal.Of(window.Stride)} - {Literal.Of(window.Before)};");
        code.Line($"int {tap}0 = {start} < 0 ? -{start} : 0;");
        code.Line($"int {tap}1 = {Literal.Of(window.Input)} - {start} < {Literal.Of(window.Kernel)} ? {Literal.Of(window.Input)} - {start} : {Literal.Of(window.Kernel)};");
    }

    private static void WriteWindowsOf(CodeWriter code, Window window, string index, string name)
    {
        code.Line($"int {name}0 = {index} + {Literal.Of(window.Before - window.Kernel + window.Stride)};");
        code.Line($"{name}0 = {name}0 < 0 ? 0 : {name}0 / {Literal.Of(window.Stride)};");
        code.Line($"int {name}1 = ({index} + {Literal.Of(window.Before)}) / {Literal.Of(window.Stride)} + 1;");
        code.Line($"{name}1 = {name}1 < {Literal.Of(window.Output)} ? {name}1 : {Literal.Of(window.Output)};");
    }

    private static string PaddedOf(Window window, string index)
    {
        int end = window.Input + System.Math.Max(0, window.After) + window.Before;
        string kernel = Literal.Of(window.Kernel);
        return ((window.Output - 1) * window.Stride) + window.Kernel <= end
            ? kernel
            : $"({Literal.Of(end)} - {index} * {Literal.Of(window.Stride)} < {kernel} ? {Literal.Of(end)} - {index} * {Literal.Of(window.Stride)} : {kernel})";
    }
}
