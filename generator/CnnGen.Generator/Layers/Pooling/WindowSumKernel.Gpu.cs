using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Pooling;

/// <content>A thread for each window.</content>
internal sealed partial record WindowSumKernel
{
    public override void WriteGpu(GpuKernelWriter gpu) => WriteWindows(gpu, code =>
    {
        code.Line("float sum = 0f;");
        using (code.Open("for (int i = i0; i < i1; i++)"))
        using (code.Open("for (int j = j0; j < j1; j++)")) code.Line($"sum += {At("x", "top + i", "left + j")};");
        code.Line($"{At("y", "row", "column")} {(Accumulate ? "+=" : "=")} sum * {PartOf(Divisor, "row", "column")};");
    });
}
