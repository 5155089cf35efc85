using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Plan;

/// <content>The gradient through the activation, then its sums; both at once where an image has so few pixels that the sums are one kernel anyway.</content>
internal sealed partial record OutputGradientKernel
{
    public override void WriteGpu(GpuKernelWriter gpu)
    {
        var sums = new GpuSums(Rows * Columns, Channels, 1);
        bool isOne = Bias && sums.IsOneLaunch;
        if (!IsLinear && !isOne)
        {
            gpu.PerElement(Rows * Columns * Channels, code =>
            {
                GpuText.WriteCoordinates(code, Columns, Channels);
                WriteGradient(code);
            });
        }

        if (!Bias) return;
        sums.Write(
            gpu,
            code =>
            {
                code.Line($"int row = pixel / {Literal.Of(Columns)};");
                code.Line($"int column = pixel - row * {Literal.Of(Columns)};");
                if (!IsLinear && isOne) WriteGradient(code);
                code.Line($"s0 += g[{GpuText.At(Gradient, Channels)}];");
            },
            code => code.Line("db[channel] += s0;"),
            IsLinear || isOne ? "" : "_Bias");
    }

    private void WriteGradient(CodeWriter code)
    {
        code.Line($"int at = {GpuText.At(Gradient, Channels)};");
        code.Line($"Lane yv = y[{GpuText.At(Output, Channels)}];");
        code.Line("Lane gv = g[at];");
        code.Line($"gv = {GpuText.Differentiate(Activation, "yv", "gv")};");
        code.Line("g[at] = (float)gv;");
    }
}
