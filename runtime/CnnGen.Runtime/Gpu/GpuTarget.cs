using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>What a kernel is compiled for.</summary>
/// <param name="Language">The language of the text.</param>
/// <param name="Architecture">CUDA's compute capability times ten, such as 80; 0 for OpenCL.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GpuTarget(GpuLanguage Language, int Architecture)
{
    /// <summary>Any OpenCL device.</summary>
    public static GpuTarget OpenCl => new(GpuLanguage.OpenCl, 0);

    /// <summary>"OpenCL", or "CUDA's compute capability 8.0".</summary>
    public override string ToString() => Language == GpuLanguage.OpenCl
        ? "OpenCL"
        : FormattableString.Invariant($"CUDA's compute capability {Architecture / 10}.{Architecture % 10}");
}

/// <summary>The languages that devices' drivers compile.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum GpuLanguage
{
    /// <summary>PTX, for CUDA.</summary>
    Ptx,

    /// <summary>OpenCL C.</summary>
    OpenCl,
}
