using System.ComponentModel;

namespace CnnGen.Gpu;

/// <inheritdoc cref="CnnGen.Folding"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Folding
{
    /// <inheritdoc cref="CnnGen.Folding.Normalization"/>
    public static void Normalization(
        GpuBlock block, GpuView kernel, GpuView? bias, GpuView? gamma, GpuView? beta, GpuView mean, GpuView variance, float epsilon, int rows, int channels,
        GpuView foldedKernel, GpuView foldedBias) =>
        block.Queue.Launch(
            KernelLibrary.Folding, 0, GpuGrid.Over((long)rows * channels),
            kernel, bias ?? mean, gamma ?? mean, beta ?? mean, mean, variance, foldedKernel, foldedBias,
            (bias is null ? 0 : 1) | (gamma is null ? 0 : 2) | (beta is null ? 0 : 4), epsilon, rows, channels);
}
