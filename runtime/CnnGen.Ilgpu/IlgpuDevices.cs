using System.ComponentModel;
using CnnGen.Gpu;

namespace CnnGen.Ilgpu;

/// <summary>What a project with GPU code calls before anything else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IlgpuDevices
{
    /// <summary>Makes ILGPU the compiler of kernels, where there is none yet.</summary>
    public static void Register() => GpuCompiler.Register(new IlgpuCompiler());
}
