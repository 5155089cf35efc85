using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>
/// The tensors of a network in a device's memory. Generated code knows where a tensor starts if there were a single image; with room for more of them all
/// tensors are so many times larger.
/// </summary>
/// <param name="Buffer">The memory, zero at first: generated code relies on borders that nobody writes.</param>
/// <param name="Capacity">Images that there is room for.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GpuArena(GpuBuffer Buffer, int Capacity)
{
    /// <summary>The tensor that starts there with room for one image.</summary>
    public static GpuView operator +(GpuArena arena, int offset) => new(arena.Buffer, (long)offset * arena.Capacity);
}
