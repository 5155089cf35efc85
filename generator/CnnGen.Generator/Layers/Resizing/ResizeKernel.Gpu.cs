using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Resizing;

/// <content>A thread for each element of the output; on the way back, by the turned tables, for each of the input.</content>
internal sealed partial record ResizeKernel
{
    public override void WriteGpu(GpuKernelWriter gpu)
    {
        var (vertical, horizontal) = Backward ? (Vertical.Turned(), Horizontal.Turned()) : (Vertical, Horizontal);
        int rows = vertical.Indices.Count / vertical.Count;
        int columns = horizontal.Indices.Count / horizontal.Count;
        gpu.Constants("rows", vertical.Indices.Select(index => (float)index));
        gpu.Constants("rowParts", vertical.Parts);
        gpu.Constants("columns", horizontal.Indices.Select(index => (float)index));
        gpu.Constants("columnParts", horizontal.Parts);
        gpu.PerElement(rows * columns * Shape.Channels, code =>
        {
            GpuText.WriteCoordinates(code, columns, Shape.Channels);
            var (from, to) = Backward ? (Output, Input) : (Input, Output);
            code.Line("float sum = 0f;");
            using (code.Open($"for (int i = row * {Literal.Of(vertical.Count)}; i < row * {Literal.Of(vertical.Count)} + {Literal.Of(vertical.Count)}; i++)"))
            using (code.Open($"for (int j = column * {Literal.Of(horizontal.Count)}; j < column * {Literal.Of(horizontal.Count)} + {Literal.Of(horizontal.Count)}; j++)"))
            {
                code.Line($"int at = n * {Literal.Of(from.Image)} + (int)rows[i] * {Literal.Of(from.Row)} + (int)columns[j] * {Literal.Of(Shape.Channels)} + channel;");
                code.Line($"sum += {(Backward ? "g" : "x")}[at] * (rowParts[i] * columnParts[j]);");
            }

            code.Line($"{(Backward ? "dx" : "y")}[{GpuText.At(to, Shape.Channels)}] {(Backward ? "+=" : "=")} sum;");
        });
    }
}
