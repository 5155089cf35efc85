using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Pooling;

/// <content>A thread for each window, or, where windows overlap or leave elements out that must be 0, for each element of the input.</content>
internal sealed partial record MaxPoolingBackwardKernel
{
    private string Assign => Accumulate ? "+=" : "=";

    public override void WriteGpu(GpuKernelWriter gpu)
    {
        if (Geometry.Overlaps || !(Accumulate || Geometry.Tiles)) WriteElements(gpu, WriteGather);
        else WriteWindows(gpu, WriteScatter);
    }

    private void WriteScatter(CodeWriter code)
    {
        code.Line($"float largest = {At("y", "row", "column")};");
        code.Line($"float gradient = {At("g", "row", "column")};");
        code.Line("bool open = true;");
        using (code.Open("for (int i = i0; i < i1; i++)"))
        using (code.Open("for (int j = j0; j < j1; j++)"))
        {
            code.Line($"bool hit = open && {At("x", "top + i", "left + j")} == largest;");
            code.Line("if (hit) open = false;");
            code.Line($"{At("dx", "top + i", "left + j")} {Assign} hit ? gradient : 0f;");
        }
    }

    /// <summary>The element is a window's largest where it is equal to it and none before it in the window is.</summary>
    private void WriteGather(CodeWriter code)
    {
        code.Line($"float own = {At("x", "row", "column")};");
        code.Line("float sum = 0f;");
        using (code.Open("for (int o = o0; o < o1; o++)"))
        using (code.Open("for (int q = q0; q < q1; q++)"))
        using (code.Open($"if ({At("y", "o", "q")} == own)"))
        {
            WriteBoundsOf(code, "o", "q");
            code.Line("int before = 0;");
            using (code.Open("for (int i = i0; i <= row - top; i++)"))
            {
                code.Line("int end = i < row - top ? j1 : column - left;");
                code.Line($"for (int j = j0; j < end; j++) before += {At("x", "top + i", "left + j")} == own ? 1 : 0;");
            }

            code.Line($"sum += before == 0 ? {At("g", "o", "q")} : 0f;");
        }

        code.Line($"{At("dx", "row", "column")} {Assign} sum;");
    }
}
