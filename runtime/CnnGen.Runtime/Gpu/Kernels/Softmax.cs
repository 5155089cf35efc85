using System.ComponentModel;

namespace CnnGen.Gpu;

/// <inheritdoc cref="CnnGen.Softmax"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Softmax
{
    // A thread takes so many channels alone; more are a group's.
    private const int MostChannelsOfThread = 64;

    /// <inheritdoc cref="CnnGen.Softmax.Forward"/>
    public static void Forward(GpuBlock block, GpuView x, int batch, int imageStride, int rows, int rowStride, int columns, int channels) =>
        Launch(block, 0, x, batch, imageStride, rowStride, rows, columns, channels);

    /// <inheritdoc cref="CnnGen.Softmax.Backward"/>
    public static void Backward(
        GpuBlock block, GpuView y, int yImageStride, int rows, int yRowStride, GpuView g, int batch, int gImageStride, int gRows, int gRowStride, int columns, int channels) =>
        LaunchBackward(block, 4, y, yImageStride, yRowStride, g, batch, gImageStride, gRowStride, rows, columns, channels);

    /// <param name="kernel">The kernel for few channels; the next one is for many.</param>
    internal static void Launch(GpuBlock block, int kernel, GpuView x, int batch, int imageStride, int rowStride, int rows, int columns, int channels)
    {
        var pixels = batch * rows * columns;
        if (channels <= MostChannelsOfThread)
            block.Queue.Launch(KernelLibrary.Softmax, kernel, GpuGrid.Over(pixels), x, pixels, imageStride, rowStride, rows, columns, channels);
        else
            block.Queue.Launch(KernelLibrary.Softmax, kernel + 1, new GpuGrid(pixels, 1, 1, KernelLibrary.ReducingThreads), x, imageStride, rowStride, rows, columns, channels);
    }

    /// <inheritdoc cref="Launch"/>
    internal static void LaunchBackward(
        GpuBlock block, int kernel, GpuView y, int yImageStride, int yRowStride, GpuView g, int batch, int gImageStride, int gRowStride, int rows, int columns, int channels)
    {
        var pixels = batch * rows * columns;
        if (channels <= MostChannelsOfThread)
        {
            block.Queue.Launch(KernelLibrary.Softmax, kernel, GpuGrid.Over(pixels), y, g, pixels, yImageStride, yRowStride, gImageStride, gRowStride, rows, columns, channels);
            return;
        }

        block.Queue.Launch(
            KernelLibrary.Softmax, kernel + 1, new GpuGrid(pixels, 1, 1, KernelLibrary.ReducingThreads), y, g, yImageStride, yRowStride, gImageStride, gRowStride, rows, columns, channels);
    }
}
