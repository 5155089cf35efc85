using System.ComponentModel;

namespace CnnGen.Gpu;

/// <inheritdoc cref="CnnGen.LogSoftmax"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogSoftmax
{
    /// <inheritdoc cref="CnnGen.LogSoftmax.Forward"/>
    public static void Forward(GpuBlock block, GpuView x, int batch, int imageStride, int rowStride, int rows, int columns, int channels) =>
        Softmax.Launch(block, 2, x, batch, imageStride, rowStride, rows, columns, channels);

    /// <inheritdoc cref="CnnGen.LogSoftmax.Backward"/>
    public static void Backward(
        GpuBlock block, GpuView y, int yImageStride, int yRowStride, GpuView g, int batch, int gImageStride, int gRowStride, int rows, int columns, int channels) =>
        Softmax.LaunchBackward(block, 6, y, yImageStride, yRowStride, g, batch, gImageStride, gRowStride, rows, columns, channels);
}
