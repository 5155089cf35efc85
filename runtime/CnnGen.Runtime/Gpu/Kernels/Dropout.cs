using System.ComponentModel;

namespace CnnGen.Gpu;

/// <inheritdoc cref="CnnGen.Dropout"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Dropout
{
    /// <inheritdoc cref="CnnGen.Dropout.Mask"/>
    public static void Mask(GpuBlock block, GpuView mask, int length, float rate, ulong seed, uint step, int layer, long firstElement)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstElement);
        var draw = new CnnGen.Dropout.Draw(rate, seed, step, layer);
        var skipped = (int)(firstElement % CnnGen.Dropout.GroupLength);
        var counter = (ulong)(firstElement / CnnGen.Dropout.GroupLength) * CnnGen.Dropout.GroupCounters;
        var groups = ((long)skipped + length + CnnGen.Dropout.GroupLength - 1) / CnnGen.Dropout.GroupLength;
        block.Queue.Launch(
            KernelLibrary.Dropout, 0, GpuGrid.Over(groups * CnnGen.Dropout.GroupCounters),
            mask, length, skipped, (uint)counter, (uint)(counter >> 32), (uint)seed, (uint)(seed >> 32), step, draw.Domain, draw.Threshold, draw.Kept);
    }
}
