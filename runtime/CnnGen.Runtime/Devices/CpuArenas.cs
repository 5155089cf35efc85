namespace CnnGen;

/// <summary>
/// Scratch memory: an arena for each worker, or for each block of a batch. It is zero when it is made and never cleared again, since generated code relies
/// on borders that nobody writes.
/// </summary>
internal sealed unsafe class CpuArenas : IDisposable
{
    private AlignedBuffer?[] _arenas = [];

    /// <summary>An arena, which must have been made.</summary>
    public float* this[int index] => _arenas[index]!.Pointer;

    /// <summary>The first arena; null before the first prediction.</summary>
    public AlignedBuffer? First => _arenas.Length == 0 ? null : _arenas[0];

    /// <summary>Makes the first arenas, where they are missing or too short.</summary>
    public void Ensure(int count, int length)
    {
        if (_arenas.Length < count)
            Array.Resize(ref _arenas, count);
        for (var index = 0; index < count; index++)
        {
            if (_arenas[index] is { } arena && arena.Length >= length)
                continue;
            _arenas[index]?.Dispose();
            _arenas[index] = new AlignedBuffer(length);
        }
    }

    public void Dispose()
    {
        foreach (var arena in _arenas)
            arena?.Dispose();
    }
}
