using System.ComponentModel;

namespace CnnGen.Gpu;

/// <inheritdoc cref="CnnGen.GroupStatistics"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GroupStatistics
{
    /// <inheritdoc cref="CnnGen.GroupStatistics.Merge"/>
    public static void Merge(GpuBlock block, GpuView moments, int half, int batch, int channels, int groups, int elements) =>
        block.Queue.Launch(KernelLibrary.GroupStatistics, 0, GpuGrid.Over((long)batch * groups), moments, batch * groups, half, channels, groups, elements);

    /// <inheritdoc cref="CnnGen.GroupStatistics.MergeGradients"/>
    public static void MergeGradients(
        GpuBlock block, GpuView sums, int half, GpuView? gamma, GpuView? gammaGradient, GpuView? betaGradient, int batch, int channels, int groups, int elements)
    {
        if (betaGradient is { } ofBeta)
            block.Queue.Launch(KernelLibrary.GroupStatistics, 1, GpuGrid.Over(channels), sums, ofBeta, 2 * half, batch, channels);
        if (gammaGradient is { } ofGamma)
            block.Queue.Launch(KernelLibrary.GroupStatistics, 1, GpuGrid.Over(channels), sums + half, ofGamma, 2 * half, batch, channels);
        block.Queue.Launch(
            KernelLibrary.GroupStatistics, 2, GpuGrid.Over((long)batch * groups), sums, gamma ?? sums, batch * groups, half, gamma is null ? 0 : 1, channels, groups, elements);
    }
}
