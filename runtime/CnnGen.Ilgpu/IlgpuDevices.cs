using System.ComponentModel;
using CnnGen.Gpu;

namespace CnnGen.Ilgpu;

/// <summary>Makes ILGPU the compiler of a process's kernels. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IlgpuDevices
{
    /// <summary>Registers compiler and simulator. It makes neither of them until it is asked for, and calling it again does nothing.</summary>
    public static void Register()
    {
        if (GpuSimulator.IsThere)
            return;
        GpuCompiler.Register(new IlgpuCompiler());
        GpuSimulator.Register(() => new IlgpuSimulator());
    }
}
