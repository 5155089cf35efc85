using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>A device that runs kernels where a debugger can follow them, if a library with one is referenced.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuSimulator
{
    private static Func<GpuQueue>? s_open;

    /// <summary>Whether there is one.</summary>
    public static bool IsThere => Volatile.Read(ref s_open) is not null;

    /// <summary>Says how it is opened. The first one stays.</summary>
    public static void Register(Func<GpuQueue> open) => Interlocked.CompareExchange(ref s_open, open, null);

    /// <exception cref="InvalidOperationException">There is none.</exception>
    internal static GpuQueue Open() => Volatile.Read(ref s_open) is { } open
        ? open()
        : throw new InvalidOperationException("There is no simulator. Reference CnnGen.Ilgpu in the project that declares the network, and set <CnnGenGpu>true</CnnGenGpu> there; programs without a JIT compiler have none.");
}
