using System.ComponentModel;

namespace CnnGen.Gpu;

/// <inheritdoc cref="CnnGen.LocalResponseNormalization"/>
/// <remarks>Each element computes the windows that it needs: the scratch memory of the processor's functions is not used.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LocalResponseNormalization
{
    /// <inheritdoc cref="CnnGen.LocalResponseNormalization.Forward"/>
    public static void Forward(
        GpuBlock block, GpuView x, int xImage, int xRow, GpuView y, int yImage, int yRow,
        int rows, int columns, int channels, int size, float alpha, float beta, float bias, int batch, GpuView squares)
    {
        var elements = batch * rows * columns * channels;
        block.Queue.Launch(
            KernelLibrary.LocalResponseNormalization, 0, GpuGrid.Over(elements), x, y, elements, xImage, xRow, yImage, yRow, rows, columns, channels, size, alpha, beta, bias);
    }

    /// <inheritdoc cref="CnnGen.LocalResponseNormalization.Backward"/>
    public static void Backward(
        GpuBlock block, GpuView x, int xImage, int xRow, GpuView g, int gImage, int gRow, GpuView dx, int dxImage, int dxRow, bool accumulate,
        int rows, int columns, int channels, int size, float alpha, float beta, float bias, int batch, GpuView squares, GpuView quotients)
    {
        var elements = batch * rows * columns * channels;
        block.Queue.Launch(
            KernelLibrary.LocalResponseNormalization, 1, GpuGrid.Over(elements),
            x, g, dx, elements, xImage, xRow, gImage, gRow, dxImage, dxRow, accumulate ? 1 : 0, rows, columns, channels, size, alpha, beta, bias);
    }
}
