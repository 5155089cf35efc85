using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>
/// Zeroed floats that never move, aligned to 64 bytes, with 64 readable bytes behind the end: vector loads of a tail may read past it.
/// </summary>
/// <remarks>
/// The memory is the garbage collector's, so that a span over it, which users get to see, keeps it alive even when the buffer is disposed or forgotten.
/// Who uses the pointer must keep the buffer alive.
/// </remarks>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const int Alignment = 64;
    private const int Slack = 64;

    private readonly int _start;
    private float[]? _floats;

    /// <exception cref="ArgumentOutOfRangeException">The length is negative or above what an array can hold.</exception>
    /// <exception cref="OutOfMemoryException">The machine has not that much memory.</exception>
    public AlignedBuffer(long length)
    {
        const int extra = (Alignment + Slack) / sizeof(float);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - extra);
        _floats = GC.AllocateArray<float>((int)length + extra, pinned: true);
        _start = (int)((Alignment - (nuint)First % Alignment) % Alignment / sizeof(float));
        Length = (int)length;
    }

    /// <summary>Floats, without the slack.</summary>
    public int Length { get; }

    /// <summary>The first float.</summary>
    /// <remarks>The buffer must be kept alive while the pointer is used.</remarks>
    public float* Pointer => First + _start;

    /// <summary>All floats without the slack.</summary>
    public Span<float> Span => Floats.AsSpan(_start, Length);

    private float[] Floats
    {
        get
        {
            ObjectDisposedException.ThrowIf(_floats is null, this);
            return _floats;
        }
    }

    private float* First => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Floats));

    public void Dispose() => _floats = null;
}
