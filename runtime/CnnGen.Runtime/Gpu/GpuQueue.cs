using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>Memory and launches of one device. What is launched runs in order; nothing is waited for until results are copied back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract unsafe class GpuQueue : IDisposable
{
    /// <summary>Memory that is all zeros.</summary>
    /// <exception cref="InvalidOperationException">The device has not so much memory.</exception>
    public abstract GpuBuffer Allocate(long floats);

    /// <summary>Copies from the host; the source may be changed as soon as the call returns.</summary>
    public abstract void Upload(float* source, GpuView destination, long floats);

    /// <summary>Waits for what was launched before, and copies to the host.</summary>
    public abstract void Download(GpuView source, float* destination, long floats);

    /// <summary>Sets memory to zero.</summary>
    public abstract void Clear(GpuView destination, long floats);

    /// <summary>Runs a kernel.</summary>
    /// <param name="program">The class it is in.</param>
    /// <param name="kernel">Its number there.</param>
    /// <param name="grid">Groups and threads.</param>
    /// <param name="arguments">One for each parameter, of its type.</param>
    public abstract void Launch(GpuProgram program, int kernel, GpuGrid grid, params ReadOnlySpan<GpuArgument> arguments);

    /// <summary>Makes launches that are made again and again, with the same kernels, grids and arguments. A device that can keep them runs what it has kept.</summary>
    /// <param name="record">What the last call with these launches returned; null at first. Whoever has it disposes it.</param>
    /// <param name="launches">Launches, and nothing else.</param>
    internal virtual IDisposable? Repeat(IDisposable? record, Action launches)
    {
        launches();
        return null;
    }

    /// <summary>Waits until everything that was launched is done.</summary>
    public abstract void Synchronize();

    /// <inheritdoc/>
    public abstract void Dispose();
}
