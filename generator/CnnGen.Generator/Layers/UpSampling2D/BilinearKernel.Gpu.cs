using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.UpSampling2D;

/// <content>A thread for each element of the output; on the way back, for each of the input.</content>
internal sealed partial record BilinearKernel
{
    public override void WriteGpu(GpuKernelWriter gpu)
    {
        if (Backward) gpu.PerElement((int)Shape.Length, WriteGather);
        else gpu.PerElement((int)OutputShape.Length, WriteElement);
    }

    private void WriteElement(CodeWriter code)
    {
        GpuText.WriteCoordinates(code, OutputShape.Width, Shape.Channels);
        WriteScalarPlace(code, "row", Shape.Height, Factor.Height, "top", "below", "lower");
        WriteScalarPlace(code, "column", Shape.Width, Factor.Width, "left", "beside", "right");
        code.Line($"int p = n * {Literal.Of(Input.Image)} + top * {Literal.Of(Input.Row)} + left * {Literal.Of(Shape.Channels)} + channel;");
        code.Line($"int q = p + below * {Literal.Of(Input.Row)};");
        code.Line($"int step = beside * {Literal.Of(Shape.Channels)};");
        code.Line("float upper = x[p] * (1f - right) + x[p + step] * right;");
        code.Line("float under = x[q] * (1f - right) + x[q + step] * right;");
        code.Line($"y[{GpuText.At(Output, Shape.Channels)}] = upper * (1f - lower) + under * lower;");
    }

    /// <summary>Outputs that a pixel is part of begin a pixel before it and end a pixel behind it.</summary>
    private void WriteGather(CodeWriter code)
    {
        GpuText.WriteCoordinates(code, Shape.Width, Shape.Channels);
        code.Line("float sum = 0f;");
        using (OpenOutputs(code, "o", "row", Shape.Height, Factor.Height))
        {
            WriteScalarPlace(code, "o", Shape.Height, Factor.Height, "top", "below", "lower");
            code.Line("float rowPart = (top == row ? 1f - lower : 0f) + (top + below == row ? lower : 0f);");
            using (OpenOutputs(code, "q", "column", Shape.Width, Factor.Width))
            {
                WriteScalarPlace(code, "q", Shape.Width, Factor.Width, "left", "beside", "right");
                code.Line("float part = rowPart * ((left == column ? 1f - right : 0f) + (left + beside == column ? right : 0f));");
                code.Line($"sum += part * g[n * {Literal.Of(Output.Image)} + o * {Literal.Of(Output.Row)} + q * {Literal.Of(Shape.Channels)} + channel];");
            }
        }

        code.Line($"dx[{GpuText.At(Input, Shape.Channels)}] += sum;");
    }

    private static CodeWriter.Block OpenOutputs(CodeWriter code, string index, string pixel, int length, int factor)
    {
        code.Line($"int {index}0 = ({pixel} - 1) * {Literal.Of(factor)};");
        code.Line($"int {index}1 = ({pixel} + 2) * {Literal.Of(factor)};");
        return code.Open($"for (int {index} = {index}0 < 0 ? 0 : {index}0; {index} < ({index}1 < {Literal.Of(length * factor)} ? {index}1 : {Literal.Of(length * factor)}); {index}++)");
    }

    private static void WriteScalarPlace(CodeWriter code, string index, int length, int factor, string first, string next, string part)
    {
        code.Line($"int {index}Place = 2 * {index} + {Literal.Of(1 - factor)} < 0 ? 0 : 2 * {index} + {Literal.Of(1 - factor)};");
        code.Line($"int {first} = {index}Place / {Literal.Of(2 * factor)};");
        code.Line($"int {next} = {first} + 1 < {Literal.Of(length)} ? 1 : 0;");
        code.Line($"float {part} = ({index}Place - {first} * {Literal.Of(2 * factor)}) * {Literal.Of(1f / (2 * factor))};");
    }
}
