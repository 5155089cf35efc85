using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Normalization;

/// <content>Of a batch, groups of threads sum parts; of each image, a thread has a channel.</content>
internal sealed partial record NormalizationSumsKernel
{
    public override void WriteGpu(GpuKernelWriter gpu)
    {
        if (StatisticsStride == 0)
        {
            new GpuSums(Rows * Columns, Channels, 2).Write(
                gpu,
                code => WritePixel(code, "pixel", "mean[channel]"),
                code =>
                {
                    code.Line("dbeta[channel] += s0;");
                    code.Line($"dgamma[channel] += s1 * {NormalizeKernel.Deviation("channel", Epsilon)};");
                });
            return;
        }

        gpu.PerElement(Channels, code =>
        {
            code.Line("int channel = element;");
            code.Line($"int at = n * {Literal.Of(StatisticsStride)} + channel;");
            code.Line("float m = mean[at];");
            code.Line("float s0 = 0f;");
            code.Line("float s1 = 0f;");
            using (code.Open($"for (int p = 0; p < {Literal.Of(Rows * Columns)}; p++)")) WritePixel(code, "p", "m");
            code.Line("dbeta[at] = s0;");
            code.Line($"dgamma[at] = s1 * {NormalizeKernel.Deviation("at", Epsilon)};");
        });
    }

    private void WritePixel(CodeWriter code, string pixel, string mean)
    {
        code.Line($"int row = {pixel} / {Literal.Of(Columns)};");
        code.Line($"int column = {pixel} - row * {Literal.Of(Columns)};");
        code.Line($"float gradient = g[{GpuText.At(Gradient, Channels)}];");
        code.Line("s0 += gradient;");
        code.Line($"s1 += (x[{GpuText.At(Input, Channels)}] - {mean}) * gradient;");
    }
}
