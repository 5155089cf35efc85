using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>
/// Zeroed native floats, aligned to 64 bytes, with 64 readable bytes behind the end: vector loads of a tail may read past it.
/// </summary>
internal sealed unsafe class AlignedBuffer : CriticalFinalizerObject, IDisposable
{
    private const int Alignment = 64;
    private const int Slack = 64;

    private float* _pointer;

    /// <exception cref="ArgumentOutOfRangeException">The length is negative or above what a span can address.</exception>
    /// <exception cref="OutOfMemoryException">The machine has not that much memory.</exception>
    public AlignedBuffer(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, int.MaxValue);
        var bytes = (nuint)length * sizeof(float) + Slack;
        bytes = (bytes + Alignment - 1) / Alignment * Alignment;
        _pointer = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_pointer, bytes);
        Length = (int)length;
    }

    ~AlignedBuffer() => Free();

    /// <summary>Floats, without the slack.</summary>
    public int Length { get; }

    /// <summary>The first float.</summary>
    /// <remarks>The buffer must be kept alive while the pointer is used.</remarks>
    public float* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pointer == null, this);
            return _pointer;
        }
    }

    /// <summary>All floats without the slack.</summary>
    public Span<float> Span => new(Pointer, Length);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
