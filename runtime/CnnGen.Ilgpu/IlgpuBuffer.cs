using CnnGen.Gpu;
using ILGPU;
using ILGPU.Runtime;

namespace CnnGen.Ilgpu;

/// <summary>Memory of the simulator.</summary>
internal sealed class IlgpuBuffer(MemoryBuffer1D<float, Stride1D.Dense> memory, long floats) : GpuBuffer(floats)
{
    /// <summary>From a place to the end.</summary>
    public ArrayView<float> View(long offset) => memory.View.BaseView.SubView(offset, Length - offset);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            memory.Dispose();
    }
}
