namespace CnnGen.Generator.Emit.Simd;

/// <summary>
/// Weights that come from memory or the last cache and are read row after row. The processor's own prefetching ends at each page, and waits there cost more than the products:
/// asking for them early made convolutions of many channels up to a half faster (docs/performance.md).
/// </summary>
internal static class StreamedWeights
{
    // About two pages: what arrives while so much is multiplied has come from anywhere.
    private const int FloatsAhead = 2048;

    private const int LineFloats = 16;

    /// <summary>Weights that the second-level cache may keep from image to image, in floats.</summary>
    public const int KeptFloats = 64 * 1024;

    /// <summary>Asks for what a tile reads some rows later.</summary>
    /// <param name="pointer">To the row that is read now.</param>
    /// <param name="row">Floats from a row to the next one.</param>
    /// <param name="length">Floats that are read of a row.</param>
    public static void WritePrefetch(CodeWriter code, string pointer, int row, int length)
    {
        int rows = (FloatsAhead + row - 1) / row;
        WritePrefetch(code, Pointer.At(pointer, rows * row), length);
    }

    /// <summary>Asks for the lines at a pointer.</summary>
    public static void WritePrefetch(CodeWriter code, string pointer, int length)
    {
        for (int line = 0; line < length; line += LineFloats) code.Line($"global::CnnGen.Cache.Prefetch({Pointer.At(pointer, line)});");
    }
}
