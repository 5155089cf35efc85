namespace CnnGen.Gpu;

/// <summary>Memory of a CUDA device.</summary>
internal sealed unsafe class CudaBuffer(CudaContext context, ulong address, long floats) : GpuBuffer(floats)
{
    private ulong _address = address;

    ~CudaBuffer() => Dispose(false);

    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ulong Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_address == 0, this);
            return _address;
        }
    }

    protected override void Dispose(bool disposing)
    {
        var address = Interlocked.Exchange(ref _address, 0);
        if (address != 0 && context.TryBind())
            context.Api.MemFree(address);
    }
}
