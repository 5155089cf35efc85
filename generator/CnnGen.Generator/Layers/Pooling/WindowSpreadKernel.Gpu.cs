using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Pooling;

/// <content>A thread for each element of the input.</content>
internal sealed partial record WindowSpreadKernel
{
    public override void WriteGpu(GpuKernelWriter gpu) => WriteElements(gpu, code =>
    {
        code.Line("float sum = 0f;");
        using (code.Open("for (int o = o0; o < o1; o++)"))
        using (code.Open("for (int q = q0; q < q1; q++)"))
        {
            if (Divisor != Divisor.One) WriteBoundsOf(code, "o", "q");
            code.Line($"sum += {At("g", "o", "q")} * {PartOf(Divisor, "o", "q")};");
        }

        code.Line($"{At("dx", "row", "column")} {(Accumulate ? "+=" : "=")} sum;");
    });
}
