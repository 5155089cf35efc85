using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>Memory of a device, in floats.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GpuBuffer : IDisposable
{
    /// <summary>Memory of so many floats.</summary>
    protected GpuBuffer(long length) => Length = length;

    /// <summary>Floats.</summary>
    public long Length { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory.</summary>
    protected abstract void Dispose(bool disposing);
}
