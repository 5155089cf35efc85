using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Layers.Permute;

/// <content>A thread for each element of the destination.</content>
internal sealed partial record PermuteKernel
{
    public override void WriteGpu(GpuKernelWriter gpu) => gpu.PerElement((int)Shape.Length, code =>
    {
        GpuText.WriteCoordinates(code, Shape.Width, Shape.Channels);
        code.Line($"float value = x[n * {Literal.Of(Image)} + row * {Literal.Of(Row)} + column * {Literal.Of(Pixel)} + channel * {Literal.Of(Channel)}];");
        code.Line($"y[{GpuText.At(Destination)}] {(Accumulate ? "+=" : "=")} value;");
    });
}
