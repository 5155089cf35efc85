using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace CnnGen;

/// <summary>Transposes a matrix of floats: squares that are turned in registers.</summary>
internal static unsafe class MatrixTranspose
{
    // Rows of the source and rows of the destination that are worked on together: a line of the cache is read, and written, whole.
    private const int Tile = 16;

    /// <summary>destination[c, r] = source[r, c] for so many rows and columns of the source. Strides are from a row to the next.</summary>
    public static void Write(float* source, long sourceStride, float* destination, long destinationStride, int rows, int columns)
    {
        for (int row = 0; row < rows; row += Tile)
        {
            int height = Math.Min(Tile, rows - row);
            for (int column = 0; column < columns; column += Tile)
            {
                int width = Math.Min(Tile, columns - column);
                WriteTile(
                    source + (row * sourceStride) + column, sourceStride,
                    destination + (column * destinationStride) + row, destinationStride, height, width);
            }
        }
    }

    private static void WriteTile(float* source, long sourceStride, float* destination, long destinationStride, int rows, int columns)
    {
        int row = 0;
        if (Avx.IsSupported)
        {
            for (; row + 8 <= rows; row += 8)
            {
                int column = 0;
                for (; column + 8 <= columns; column += 8)
                    WriteEight(source + (row * sourceStride) + column, sourceStride, destination + (column * destinationStride) + row, destinationStride);
                WriteFours(source + (row * sourceStride) + column, sourceStride, destination + (column * destinationStride) + row, destinationStride, 8, columns - column);
            }
        }

        WriteFours(source + (row * sourceStride), sourceStride, destination + row, destinationStride, rows - row, columns);
    }

    private static void WriteFours(float* source, long sourceStride, float* destination, long destinationStride, int rows, int columns)
    {
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            int column = 0;
            for (; column + 4 <= columns; column += 4)
                WriteFour(source + (row * sourceStride) + column, sourceStride, destination + (column * destinationStride) + row, destinationStride);
            WriteSingly(source + (row * sourceStride) + column, sourceStride, destination + (column * destinationStride) + row, destinationStride, 4, columns - column);
        }

        WriteSingly(source + (row * sourceStride), sourceStride, destination + row, destinationStride, rows - row, columns);
    }

    private static void WriteSingly(float* source, long sourceStride, float* destination, long destinationStride, int rows, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows; row++) destination[(column * destinationStride) + row] = source[(row * sourceStride) + column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteFour(float* source, long sourceStride, float* destination, long destinationStride)
    {
        var r0 = Vector128.Load(source);
        var r1 = Vector128.Load(source + sourceStride);
        var r2 = Vector128.Load(source + (2 * sourceStride));
        var r3 = Vector128.Load(source + (3 * sourceStride));
        var low02 = InterleaveLow(r0, r2);
        var low13 = InterleaveLow(r1, r3);
        var high02 = InterleaveHigh(r0, r2);
        var high13 = InterleaveHigh(r1, r3);
        InterleaveLow(low02, low13).Store(destination);
        InterleaveHigh(low02, low13).Store(destination + destinationStride);
        InterleaveLow(high02, high13).Store(destination + (2 * destinationStride));
        InterleaveHigh(high02, high13).Store(destination + (3 * destinationStride));
    }

    /// <summary>Two squares of four a vector: the halves are put together by the loads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteEight(float* source, long sourceStride, float* destination, long destinationStride)
    {
        for (int column = 0; column < 8; column += 4)
        {
            var r0 = Halves(source + column, 4 * sourceStride);
            var r1 = Halves(source + column + sourceStride, 4 * sourceStride);
            var r2 = Halves(source + column + (2 * sourceStride), 4 * sourceStride);
            var r3 = Halves(source + column + (3 * sourceStride), 4 * sourceStride);
            var low02 = Avx.UnpackLow(r0, r2);
            var low13 = Avx.UnpackLow(r1, r3);
            var high02 = Avx.UnpackHigh(r0, r2);
            var high13 = Avx.UnpackHigh(r1, r3);
            float* to = destination + (column * destinationStride);
            Avx.UnpackLow(low02, low13).Store(to);
            Avx.UnpackHigh(low02, low13).Store(to + destinationStride);
            Avx.UnpackLow(high02, high13).Store(to + (2 * destinationStride));
            Avx.UnpackHigh(high02, high13).Store(to + (3 * destinationStride));
        }
    }

    private static Vector256<float> Halves(float* lower, long toUpper) => Vector256.Create(Vector128.Load(lower), Vector128.Load(lower + toUpper));

    /// <summary>a0 b0 a1 b1.</summary>
    private static Vector128<float> InterleaveLow(Vector128<float> a, Vector128<float> b) => Sse.IsSupported
        ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported
            ? AdvSimd.Arm64.ZipLow(a, b)
            : Vector128.Create(a.GetElement(0), b.GetElement(0), a.GetElement(1), b.GetElement(1));

    /// <summary>a2 b2 a3 b3.</summary>
    private static Vector128<float> InterleaveHigh(Vector128<float> a, Vector128<float> b) => Sse.IsSupported
        ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported
            ? AdvSimd.Arm64.ZipHigh(a, b)
            : Vector128.Create(a.GetElement(2), b.GetElement(2), a.GetElement(3), b.GetElement(3));
}
