using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Pooling;

/// <content>A thread for each window.</content>
internal sealed partial record MaxPoolingKernel
{
    public override void WriteGpu(GpuKernelWriter gpu) => WriteWindows(gpu, code =>
    {
        code.Line($"float largest = {At("x", "top + i0", "left + j0")};");
        using (code.Open("for (int i = i0; i < i1; i++)"))
        using (code.Open("for (int j = j0; j < j1; j++)"))
        {
            // A NaN stays.
            code.Line($"largest = (float)Lane.Max(largest, {At("x", "top + i", "left + j")});");
        }

        code.Line($"{At("y", "row", "column")} = largest;");
    });
}
