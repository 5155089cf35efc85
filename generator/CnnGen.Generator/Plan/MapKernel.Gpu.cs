using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Plan;

/// <content>A thread for each element.</content>
internal sealed partial record MapKernel
{
    public override void WriteGpu(GpuKernelWriter gpu)
    {
        var names = Pointers.Where(IsConstant).ToArray();
        for (int k = 0; k < names.Length; k++) gpu.Constants(names[k], Constants[k]);
        gpu.PerElement(Walk.Rows * Walk.Columns * Walk.Length, code =>
        {
            GpuText.WriteCoordinates(code, Walk.Columns, Walk.Length);
            string value = GpuText.Of(Expression);
            for (int i = 0; i < Operands; i++)
            {
                string name = Letters[i] + "v";
                if (!value.Contains(Operand(i))) continue;
                code.Line($"Lane {name} = {Letters[i]}[{GpuText.At(Walk.Layouts[i])}];");
                value = value.Replace(Operand(i), name);
            }

            code.Line($"Lane value = {value};");
            code.Line($"y[{GpuText.At(Walk.Layouts[Operands])}] {(Accumulate ? "+=" : "=")} (float)value;");
        });
    }
}
