namespace CnnGen.Gpu.OpenCl;

/// <summary>Memory of an OpenCL device.</summary>
internal sealed class ClBuffer(nint handle, long length) : GpuBuffer(length)
{
    private nint _handle = handle;

    /// <summary>Frees what was not disposed.</summary>
    ~ClBuffer() => Dispose(false);

    public nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    protected override void Dispose(bool disposing)
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
            _ = ClApi.clReleaseMemObject(handle);
    }
}
