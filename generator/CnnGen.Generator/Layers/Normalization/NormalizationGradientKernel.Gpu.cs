using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Normalization;

/// <content>A thread for each element.</content>
internal sealed partial record NormalizationGradientKernel
{
    public override void WriteGpu(GpuKernelWriter gpu) => gpu.PerElement(Rows * Columns * Channels, code =>
    {
        GpuText.WriteCoordinates(code, Columns, Channels);
        code.Line($"int at = {(StatisticsStride == 0 ? "channel" : $"n * {Literal.Of(StatisticsStride)} + channel")};");
        code.Line($"float r = {NormalizeKernel.Deviation("at", Epsilon)};");
        string gamma = Scale ? " * gamma[channel]" : "";
        code.Line($"float value = r{gamma} * g[{GpuText.At(Gradient, Channels)}];");
        if (Depends)
        {
            // With the statistics of the image gamma is in the sums already.
            string factor = Statistics == StatisticsOf.Batch ? $"r{gamma} * part" : "r";
            code.Line($"value -= ((x[{GpuText.At(Input, Channels)}] - mean[at]) * r * dgamma[at] + dbeta[at]) * ({factor});");
        }

        code.Line($"dx[{GpuText.At(Destination, Channels)}] {(Accumulate ? "+=" : "=")} value;");
    });
}
