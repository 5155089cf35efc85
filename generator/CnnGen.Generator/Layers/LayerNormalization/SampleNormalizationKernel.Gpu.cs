using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.LayerNormalization;

/// <content>The statistics first, which the way back reads too; then a thread for each element.</content>
internal sealed partial record SampleNormalizationKernel
{
    public override void WriteGpu(GpuKernelWriter gpu)
    {
        var samples = new GpuSamples(Samples);
        samples.Write(gpu, "_Statistics", code =>
        {
            samples.WriteSum(code, "sum", samples.At("x", Input));
            code.Line($"float mean = sum / {Literal.Of(samples.Length)};");
            samples.WriteSum(code, "squares", $"({samples.At("x", Input)} - mean) * ({samples.At("x", Input)} - mean)");
            using (code.Open("if (t == 0)"))
            {
                code.Line("statistics[at] = mean;");
                code.Line($"statistics[at + 1] = 1f / XMath.Sqrt(squares / {Literal.Of(samples.Length)} + {Literal.Of(Epsilon)});");
            }
        });
        gpu.PerElement(samples.Count * samples.Length, code =>
        {
            samples.WriteElement(code);
            string normalized = $"({samples.At("x", Input, "k")} - statistics[at]) * statistics[at + 1]";
            code.Line($"{samples.At("y", Output, "k")} = {normalized}{(Scale ? " * gamma[k]" : "")}{(Center ? " + beta[k]" : "")};");
        });
    }
}
