using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>The masks of dropout layers, with the bits of the processor's: a thread a Philox counter, which is eight elements. See <see cref="Dropout"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutKernels
{
    private const int GroupLength = 64;
    private const int GroupCounters = 8;

    /// <summary>Writes elements of groups of 64.</summary>
    /// <param name="mask">Where the first element goes.</param>
    /// <param name="length">Elements.</param>
    /// <param name="skipped">Elements of the first group that come before the first one.</param>
    /// <param name="counterLow">The first group's first counter.</param>
    /// <param name="counterHigh">Its upper half.</param>
    /// <param name="seedLow">The seed.</param>
    /// <param name="seedHigh">Its upper half.</param>
    /// <param name="step">The training step.</param>
    /// <param name="domain">What the numbers are for.</param>
    /// <param name="threshold">Of 65536, how many draws drop an element.</param>
    /// <param name="kept">What stands for an element that is kept.</param>
    public static void Mask(
        ArrayView<float> mask, int length, int skipped, uint counterLow, uint counterHigh, uint seedLow, uint seedHigh, uint step, uint domain, uint threshold, float kept)
    {
        var thread = Threads.Index;
        var place = thread / GroupCounters * GroupLength + thread % GroupCounters * 2 - skipped;
        if (place >= length)
            return;
        var x0 = counterLow + (uint)thread;
        var x1 = x0 < counterLow ? counterHigh + 1u : counterHigh;
        var x2 = step;
        var x3 = domain;
        var key0 = seedLow;
        var key1 = seedHigh;
        for (var round = 0; round < Philox.Rounds; round++)
        {
            var product0 = (ulong)Philox.Multiplier0 * x0;
            var product1 = (ulong)Philox.Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ key0;
            x1 = (uint)product1;
            x2 = (uint)(product0 >> 32) ^ x3 ^ key1;
            x3 = (uint)product0;
            key0 += Philox.KeyStep0;
            key1 += Philox.KeyStep1;
        }

        WriteHalves(mask, length, place, x0, threshold, kept);
        WriteHalves(mask, length, place + 1, x1, threshold, kept);
        WriteHalves(mask, length, place + 32, x2, threshold, kept);
        WriteHalves(mask, length, place + 33, x3, threshold, kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteHalves(ArrayView<float> mask, int length, int place, uint word, uint threshold, float kept)
    {
        if (place >= 0 && place < length)
            mask[place] = (word & 0xFFFF) >= threshold ? kept : 0f;
        if (place + 16 >= 0 && place + 16 < length)
            mask[place + 16] = word >> 16 >= threshold ? kept : 0f;
    }
}
