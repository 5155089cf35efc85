namespace CnnGen.Gpu;

/// <summary>Memory of an OpenCL device.</summary>
internal sealed unsafe class OpenClBuffer(OpenClContext context, nint handle, long floats) : GpuBuffer(floats)
{
    private nint _handle = handle;

    ~OpenClBuffer() => Dispose(false);

    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
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
            context.Api.ReleaseMemObject(handle);
    }
}
