using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Normalization;

/// <content>A thread for each element.</content>
internal sealed partial record NormalizeKernel
{
    /// <summary>1 / sqrt(variance + epsilon), as an expression.</summary>
    public static string Deviation(string at, float epsilon) => $"(1f / XMath.Sqrt(variance[{at}] + {Literal.Of(epsilon)}))";

    public override void WriteGpu(GpuKernelWriter gpu) => gpu.PerElement(Rows * Columns * Channels, code =>
    {
        GpuText.WriteCoordinates(code, Columns, Channels);
        code.Line($"int at = {(StatisticsStride == 0 ? "channel" : $"n * {Literal.Of(StatisticsStride)} + channel")};");
        code.Line($"float value = (x[{GpuText.At(Input, Channels)}] - mean[at]) * {Deviation("at", Epsilon)}{(Scale ? " * gamma[channel]" : "")}{(Center ? " + beta[channel]" : "")};");
        code.Line($"y[{GpuText.At(Output, Channels)}] = value;");
    });
}
