namespace CnnGen;

/// <summary>
/// The scratch memory of each worker. It is zero when it is made and never cleared again, since generated code relies on borders that nobody writes.
/// </summary>
internal sealed unsafe class CpuArenas(int workers) : IDisposable
{
    private readonly AlignedBuffer?[] _arenas = new AlignedBuffer?[workers];

    /// <summary>A worker's arena, which must have been made.</summary>
    public float* this[int worker] => _arenas[worker]!.Pointer;

    /// <summary>The first worker's arena; null before the first prediction.</summary>
    public AlignedBuffer? First => _arenas[0];

    /// <summary>Makes the arenas of the first workers, where they are missing or too short.</summary>
    public void Ensure(int count, int length)
    {
        for (var worker = 0; worker < count; worker++)
        {
            if (_arenas[worker] is { } arena && arena.Length >= length)
                continue;
            _arenas[worker]?.Dispose();
            _arenas[worker] = new AlignedBuffer(length);
        }
    }

    public void Dispose()
    {
        foreach (var arena in _arenas)
            arena?.Dispose();
    }
}
