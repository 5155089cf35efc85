using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Normalization;

/// <content>
/// Of a batch: sums of differences to the first pixel and of their squares, which lose no digits as long as that pixel is not far from all others; what is left is
/// mean and variance. Of each image: a thread a channel, which goes over its pixels twice.
/// </content>
internal sealed partial record MomentsKernel
{
    public override void WriteGpu(GpuKernelWriter gpu)
    {
        if (Merges)
        {
            new GpuSums(Rows * Columns, Channels, 2).Write(
                gpu,
                code =>
                {
                    WritePlace(code, "pixel");
                    code.Line($"float difference = x[{GpuText.At(Input, Channels)}] - x[channel];");
                    code.Line("s0 += difference;");
                    code.Line("s1 += difference * difference;");
                },
                code =>
                {
                    code.Line($"float share = 1f / ((float)batch * {Literal.Of(Rows * Columns)});");
                    code.Line("float shift = s0 * share;");
                    code.Line("float variance = s1 * share - shift * shift;");
                    code.Line("mean[channel] = x[channel] + shift;");
                    code.Line("deviations[channel] = variance < 0f ? 0f : variance;");
                });
            return;
        }

        gpu.PerElement(Channels, code =>
        {
            code.Line("int channel = element;");
            code.Line("float sum = 0f;");
            using (code.Open($"for (int p = 0; p < {Literal.Of(Rows * Columns)}; p++)"))
            {
                WritePlace(code, "p");
                code.Line($"sum += x[{GpuText.At(Input, Channels)}];");
            }

            code.Line($"float average = sum * {Literal.Of(1f / (Rows * Columns))};");
            code.Line("float squares = 0f;");
            using (code.Open($"for (int p = 0; p < {Literal.Of(Rows * Columns)}; p++)"))
            {
                WritePlace(code, "p");
                code.Line($"float difference = x[{GpuText.At(Input, Channels)}] - average;");
                code.Line("squares += difference * difference;");
            }

            code.Line($"mean[n * {Literal.Of(StatisticsStride)} + channel] = average;");
            code.Line($"deviations[n * {Literal.Of(StatisticsStride)} + channel] = squares;");
        });
    }

    private void WritePlace(CodeWriter code, string pixel)
    {
        code.Line($"int row = {pixel} / {Literal.Of(Columns)};");
        code.Line($"int column = {pixel} - row * {Literal.Of(Columns)};");
    }
}
