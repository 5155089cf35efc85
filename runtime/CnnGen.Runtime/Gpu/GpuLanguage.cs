using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>What a kernel is compiled to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum GpuLanguage
{
    /// <summary>NVIDIA's assembly, which the driver makes machine code of.</summary>
    Ptx,

    /// <summary>OpenCL C, which the driver compiles.</summary>
    OpenCl,
}
