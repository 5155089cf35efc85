using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>A place in a device's memory: what a pointer is on the processor.</summary>
/// <param name="Buffer">The memory.</param>
/// <param name="Offset">Floats from its start.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GpuView(GpuBuffer Buffer, long Offset)
{
    /// <summary>Floats from here to the end of the memory.</summary>
    public long Length => Buffer.Length - Offset;

    /// <summary>The place so many floats further on.</summary>
    public static GpuView operator +(GpuView view, long floats) => view with { Offset = view.Offset + floats };
}
