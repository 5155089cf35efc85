using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.LayerNormalization;

/// <content>The gradients by the parameters over the batch, the two means of each sample, then a thread for each element.</content>
internal sealed partial record SampleNormalizationBackwardKernel
{
    public override void WriteGpu(GpuKernelWriter gpu)
    {
        var samples = new GpuSamples(Samples);
        string normalized = $"({samples.At("x", Input, "k")} - statistics[at]) * statistics[at + 1]";
        string gradient = samples.At("g", Gradient, "k");
        if (Scale || Center)
        {
            new GpuSums(samples.Count, samples.Length, 2).Write(
                gpu,
                code =>
                {
                    code.Line("int sample = pixel;");
                    code.Line("int k = channel;");
                    code.Line($"int at = (n * {Literal.Of(samples.Count)} + sample) * {Literal.Of(GpuSamples.Kept)};");
                    code.Line($"float gradient = {gradient};");
                    code.Line("s0 += gradient;");
                    code.Line($"s1 += gradient * ({normalized});");
                },
                code =>
                {
                    if (Center) code.Line("dbeta[channel] += s0;");
                    if (Scale) code.Line("dgamma[channel] += s1;");
                },
                "_Parameters");
        }

        if (Destination is not { } destination) return;
        string Scaled(string element) => samples.At("g", Gradient, element) + (ScalesGradient ? $" * gamma[{element}]" : "");
        samples.Write(gpu, "_Means", code =>
        {
            samples.WriteSum(code, "sum", Scaled("i"));
            samples.WriteSum(code, "products", $"{Scaled("i")} * (({samples.At("x", Input)} - statistics[at]) * statistics[at + 1])");
            using (code.Open("if (t == 0)"))
            {
                code.Line($"statistics[at + 2] = sum / {Literal.Of(samples.Length)};");
                code.Line($"statistics[at + 3] = products / {Literal.Of(samples.Length)};");
            }
        });
        gpu.PerElement(samples.Count * samples.Length, code =>
        {
            samples.WriteElement(code);
            code.Line($"float value = statistics[at + 1] * ({Scaled("k")} - statistics[at + 2] - {normalized} * statistics[at + 3]);");
            code.Line($"{samples.At("dx", destination, "k")} {(Accumulate ? "+=" : "=")} value;");
        });
    }
}
