using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>Which element a thread of a grid along x works on.</summary>
internal static class Threads
{
    /// <summary>The thread's number in the whole grid.</summary>
    public static int Index
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Grid.IdxX * Group.DimX + Group.IdxX;
    }

    /// <summary>Floats from the first pixel of the first image to a pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long PixelAt(int pixel, int imageStride, int rowStride, int rows, int columns, int channels)
    {
        var row = pixel / columns;
        return (long)(row / rows) * imageStride + (long)(row % rows) * rowStride + (long)(pixel % columns) * channels;
    }
}
