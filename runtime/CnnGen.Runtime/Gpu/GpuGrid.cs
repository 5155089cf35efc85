using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>How many groups of threads a kernel is launched with.</summary>
/// <param name="X">Groups along x: at least 1, up to 2^31 - 1.</param>
/// <param name="Y">Groups along y: 1 to 65535.</param>
/// <param name="Z">Groups along z: 1 to 65535.</param>
/// <param name="Threads">Threads of a group, all along x.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GpuGrid(int X, int Y, int Z, int Threads)
{
    /// <summary>Threads of a group where each does one element.</summary>
    public const int ElementThreads = 256;

    /// <summary>A thread for each element, in groups of <see cref="ElementThreads"/>.</summary>
    public static GpuGrid Over(long elements) => new(checked((int)((elements + ElementThreads - 1) / ElementThreads)), 1, 1, ElementThreads);
}
