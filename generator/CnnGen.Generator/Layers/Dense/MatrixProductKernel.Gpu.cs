using CnnGen.Generator.Emit.Gpu;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Dense;

/// <content>The matrix product of tiles, with an image a row.</content>
internal sealed partial record MatrixProductKernel
{
    public override void WriteGpu(GpuKernelWriter gpu) =>
        new GpuProduct(1, 1, Taps.Line(Inputs), Channels, new PixelLayout(InputImage, 0, 0), new PixelLayout(OutputImage, 0, 0), Start, Activation).Write(gpu);
}
