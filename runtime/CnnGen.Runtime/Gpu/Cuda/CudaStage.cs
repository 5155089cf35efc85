namespace CnnGen.Gpu;

/// <summary>
/// Host memory that the device reads and writes by itself. Copies go through it in pieces, so that a call returns while the device still reads, and a piece is
/// filled while the one before is on its way.
/// </summary>
internal sealed unsafe class CudaStage : IDisposable
{
    private const int PieceBytes = 4 << 20;

    private readonly CudaContext _context;
    private readonly CudaApi _api;
    private readonly nint _stream;
    private readonly void*[] _pieces = new void*[2];
    private readonly nint[] _events = new nint[2];
    private int _next;

    public CudaStage(CudaContext context, nint stream)
    {
        (_context, _api, _stream) = (context, context.Api, stream);
        for (var piece = 0; piece < _pieces.Length; piece++)
        {
            void* memory;
            nint done;
            _api.Check(_api.MemHostAlloc(&memory, PieceBytes, 0), "cuMemHostAlloc");
            _pieces[piece] = memory;
            _api.Check(_api.EventCreate(&done, CudaApi.EventDisableTiming), "cuEventCreate");
            _events[piece] = done;
        }
    }

    /// <summary>Copies to the device; the source is not read any more when the call returns.</summary>
    public void Upload(byte* source, ulong destination, long bytes)
    {
        while (bytes > 0)
        {
            var piece = _next;
            _next = 1 - _next;
            var length = Math.Min(bytes, PieceBytes);

            // What was never recorded is done at once.
            _api.Check(_api.EventSynchronize(_events[piece]), "cuEventSynchronize");
            Buffer.MemoryCopy(source, _pieces[piece], PieceBytes, length);
            _api.Check(_api.MemcpyHtoDAsync(destination, _pieces[piece], (nuint)length, _stream), "cuMemcpyHtoDAsync");
            _api.Check(_api.EventRecord(_events[piece], _stream), "cuEventRecord");
            source += length;
            destination += (ulong)length;
            bytes -= length;
        }
    }

    /// <summary>Waits for what was asked for before, and copies to the host.</summary>
    public void Download(ulong source, byte* destination, long bytes)
    {
        while (bytes > 0)
        {
            var length = Math.Min(bytes, PieceBytes);
            _api.Check(_api.MemcpyDtoHAsync(_pieces[0], source, (nuint)length, _stream), "cuMemcpyDtoHAsync");
            _api.Check(_api.StreamSynchronize(_stream), "cuStreamSynchronize");
            Buffer.MemoryCopy(_pieces[0], destination, length, length);
            source += (ulong)length;
            destination += length;
            bytes -= length;
        }
    }

    public void Dispose()
    {
        if (!_context.TryBind())
            return;
        for (var piece = 0; piece < _pieces.Length; piece++)
        {
            _api.EventDestroy(_events[piece]);
            _api.MemFreeHost(_pieces[piece]);
        }
    }
}
