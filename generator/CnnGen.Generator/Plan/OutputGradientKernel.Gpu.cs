using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Plan;

/// <content>The gradient through the activation, then its sums.</content>
internal sealed partial record OutputGradientKernel
{
    public override void WriteGpu(GpuKernelWriter gpu)
    {
        if (!IsLinear)
        {
            gpu.PerElement(Rows * Columns * Channels, code =>
            {
                GpuText.WriteCoordinates(code, Columns, Channels);
                code.Line($"int at = {GpuText.At(Gradient, Channels)};");
                code.Line($"Lane yv = y[{GpuText.At(Output, Channels)}];");
                code.Line("Lane gv = g[at];");
                code.Line($"gv = {GpuText.Differentiate(Activation, "yv", "gv")};");
                code.Line("g[at] = (float)gv;");
            });
        }

        if (!Bias) return;
        new GpuSums(Rows * Columns, Channels, 1).Write(
            gpu,
            code =>
            {
                code.Line($"int row = pixel / {Literal.Of(Columns)};");
                code.Line($"int column = pixel - row * {Literal.Of(Columns)};");
                code.Line($"s0 += g[{GpuText.At(Gradient, Channels)}];");
            },
            code => code.Line("db[channel] += s0;"),
            IsLinear ? "" : "_Bias");
    }
}
