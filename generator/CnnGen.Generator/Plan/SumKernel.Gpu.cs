using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Plan;

/// <content>Where all images are summed, groups of threads sum parts of the batch; where each image has sums of its own, a thread has one.</content>
internal sealed partial record SumKernel
{
    private bool SumsRows => Walk.Rows > 1 && Destination.Row == 0;

    private bool SumsColumns => Walk.Columns > 1 && Destination.Pixel == 0;

    /// <summary>Rows and columns of the destination.</summary>
    private (int Rows, int Columns) Kept => (SumsRows ? 1 : Walk.Rows, SumsColumns ? 1 : Walk.Columns);

    public override void WriteGpu(GpuKernelWriter gpu)
    {
        int results = Kept.Rows * Kept.Columns * Walk.Length;
        int summed = Walk.Rows * Walk.Columns / (Kept.Rows * Kept.Columns);
        string store = $"y[{GpuText.At(Destination, "inner")}] {(Accumulate ? "+=" : "=")} s0;";
        if (Destination.Image == 0)
        {
            new GpuSums(summed, results, 1).Write(
                gpu,
                code =>
                {
                    WriteKept(code, "channel");
                    WriteElement(code, "pixel");
                },
                code =>
                {
                    WriteKept(code, "channel");
                    code.Line(store);
                });
            return;
        }

        gpu.PerElement(results, code =>
        {
            WriteKept(code, "element");
            code.Line("float s0 = 0f;");
            using (code.Open($"for (int p = 0; p < {Literal.Of(summed)}; p++)")) WriteElement(code, "p");
            code.Line(store);
        });
    }

    /// <summary>Declares inner, and row and column as far as the destination has several.</summary>
    private void WriteKept(CodeWriter code, string element)
    {
        code.Line($"int place = {element} / {Literal.Of(Walk.Length)};");
        code.Line($"int inner = {element} - place * {Literal.Of(Walk.Length)};");
        if (!SumsRows) code.Line($"int row = place / {Literal.Of(Kept.Columns)};");
        if (!SumsColumns) code.Line($"int column = place % {Literal.Of(Kept.Columns)};");
    }

    private void WriteElement(CodeWriter code, string index)
    {
        int columns = SumsColumns ? Walk.Columns : 1;
        if (SumsRows) code.Line($"int row = {index} / {Literal.Of(columns)};");
        if (SumsColumns) code.Line($"int column = {index} % {Literal.Of(columns)};");
        string value = GpuText.Of(Expression);
        for (int i = 0; i < Pointers.Length; i++)
        {
            code.Line($"Lane {Pointers[i]}v = {Pointers[i]}[{GpuText.At(Walk.Layouts[i], "inner")}];");
            value = value.Replace(MapKernel.Operand(i), Pointers[i] + "v");
        }

        code.Line($"Lane value = {value};");
        code.Line("s0 += (float)value;");
    }
}
