using System.ComponentModel;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CnnGen;

/// <summary>The random masks of dropout layers.</summary>
/// <remarks>
/// A mask is cut into groups of 64 elements, and group g takes the 8 Philox counters from 8 g, 16 random bits an element. In a group, element
/// 16 q + i reads counter i / 2, word 2 (q / 2) + i % 2, low half for even q and high half for odd: the order in which vectors leave the generator.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Dropout
{
    internal const int GroupLength = 64;
    internal const int GroupCounters = 8;

    /// <summary>
    /// Writes 0 with probability <paramref name="rate"/> (to the nearest 1/65536, which is then the rate), else 1 / (1 - rate), for the elements
    /// <paramref name="firstElement"/> .. <paramref name="firstElement"/> + <paramref name="length"/> - 1.
    /// An element depends on rate, seed, step, layer and its index alone, not on how a range is cut.
    /// </summary>
    public static void Mask(float* mask, int length, float rate, ulong seed, uint step, int layer, long firstElement)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(firstElement);
        var draw = new Draw(rate, seed, step, layer);
        var edge = stackalloc float[GroupLength];
        while (length > 0)
        {
            var group = firstElement / GroupLength;
            var skipped = (int)(firstElement % GroupLength);
            var count = Math.Min(length, GroupLength - skipped);
            if (count == GroupLength)
            {
                WriteGroup(mask, group, draw);
            }
            else
            {
                WriteGroup(edge, group, draw);
                new ReadOnlySpan<float>(edge + skipped, count).CopyTo(new Span<float>(mask, count));
            }

            mask += count;
            firstElement += count;
            length -= count;
        }
    }

    /// <summary>What all elements of a mask have in common.</summary>
    internal readonly record struct Draw
    {
        public Draw(float rate, ulong seed, uint step, int layer)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(layer);
            if (!(rate >= 0 && rate < 1))
                throw new ArgumentOutOfRangeException(nameof(rate), rate, "A dropout rate is at least 0 and below 1.");

            // What is kept is scaled by the rate that is really drawn, so that the mean stays what it was; at least one draw in 65536 is kept.
            Threshold = Math.Min((uint)Math.Round(rate * 65536.0), 65535);
            Kept = 65536f / (65536 - Threshold);
            (Seed, Step, Domain) = (seed, step, Philox.Domain(RandomPurpose.Dropout, (uint)layer));
        }

        public ulong Seed { get; }

        public uint Step { get; }

        public uint Domain { get; }

        /// <summary>Of 65536, how many draws drop an element.</summary>
        public uint Threshold { get; }

        /// <summary>What stands for an element that is kept.</summary>
        public float Kept { get; }
    }

    private static void WriteGroup(float* mask, long group, in Draw draw)
    {
        if (Avx512F.IsSupported)
        {
            WriteGroup512(mask, group, draw);
        }
        else if (Avx2.IsSupported)
        {
            WriteGroup256(mask, group, 0, draw);
            WriteGroup256(mask, group, GroupCounters / 2, draw);
        }
        else
        {
            WriteGroupScalar(mask, group, draw);
        }
    }

    /// <summary>A counter a 64-bit lane; only the low halves count, since the multiplication reads no more.</summary>
    private static void WriteGroup512(float* mask, long group, in Draw draw)
    {
        var element = Vector512.Create((ulong)group * GroupCounters) + Vector512<ulong>.Indices;
        var x0 = element;
        var x1 = element >>> 32;
        var x2 = Vector512.Create((ulong)draw.Step);
        var x3 = Vector512.Create((ulong)draw.Domain);
        var multiplier0 = Vector512.Create((ulong)Philox.Multiplier0).AsUInt32();
        var multiplier1 = Vector512.Create((ulong)Philox.Multiplier1).AsUInt32();
        var key0 = (uint)draw.Seed;
        var key1 = (uint)(draw.Seed >> 32);
        for (var round = 0; round < Philox.Rounds; round++)
        {
            var product0 = Avx512F.Multiply(x0.AsUInt32(), multiplier0);
            var product1 = Avx512F.Multiply(x2.AsUInt32(), multiplier1);
            x0 = (product1 >>> 32) ^ x1 ^ Vector512.Create((ulong)key0);
            x1 = product1;
            x2 = (product0 >>> 32) ^ x3 ^ Vector512.Create((ulong)key1);
            x3 = product0;
            key0 += Philox.KeyStep0;
            key1 += Philox.KeyStep1;
        }

        var low = Vector512.Create(0xFFFF_FFFFul);
        var words01 = ((x0 & low) | (x1 << 32)).AsUInt32();
        var words23 = ((x2 & low) | (x3 << 32)).AsUInt32();
        var half = Vector512.Create(0xFFFFu);
        var threshold = Vector512.Create(draw.Threshold);
        var kept = Vector512.Create(draw.Kept);
        Write512(mask, words01 & half, threshold, kept);
        Write512(mask + 16, words01 >>> 16, threshold, kept);
        Write512(mask + 32, words23 & half, threshold, kept);
        Write512(mask + 48, words23 >>> 16, threshold, kept);
    }

    private static void Write512(float* mask, Vector512<uint> halves, Vector512<uint> threshold, Vector512<float> kept) =>
        (Vector512.GreaterThanOrEqual(halves, threshold).AsSingle() & kept).Store(mask);

    /// <summary>Half of a group: the four counters from <paramref name="firstCounter"/>.</summary>
    private static void WriteGroup256(float* mask, long group, int firstCounter, in Draw draw)
    {
        var element = Vector256.Create((ulong)group * GroupCounters + (ulong)firstCounter) + Vector256<ulong>.Indices;
        var x0 = element;
        var x1 = element >>> 32;
        var x2 = Vector256.Create((ulong)draw.Step);
        var x3 = Vector256.Create((ulong)draw.Domain);
        var multiplier0 = Vector256.Create((ulong)Philox.Multiplier0).AsUInt32();
        var multiplier1 = Vector256.Create((ulong)Philox.Multiplier1).AsUInt32();
        var key0 = (uint)draw.Seed;
        var key1 = (uint)(draw.Seed >> 32);
        for (var round = 0; round < Philox.Rounds; round++)
        {
            var product0 = Avx2.Multiply(x0.AsUInt32(), multiplier0);
            var product1 = Avx2.Multiply(x2.AsUInt32(), multiplier1);
            x0 = (product1 >>> 32) ^ x1 ^ Vector256.Create((ulong)key0);
            x1 = product1;
            x2 = (product0 >>> 32) ^ x3 ^ Vector256.Create((ulong)key1);
            x3 = product0;
            key0 += Philox.KeyStep0;
            key1 += Philox.KeyStep1;
        }

        var low = Vector256.Create(0xFFFF_FFFFul);
        var words01 = ((x0 & low) | (x1 << 32)).AsUInt32();
        var words23 = ((x2 & low) | (x3 << 32)).AsUInt32();
        var half = Vector256.Create(0xFFFFu);
        var threshold = Vector256.Create((int)draw.Threshold);
        var kept = Vector256.Create(draw.Kept);
        mask += 2 * firstCounter;
        Write256(mask, words01 & half, threshold, kept);
        Write256(mask + 16, words01 >>> 16, threshold, kept);
        Write256(mask + 32, words23 & half, threshold, kept);
        Write256(mask + 48, words23 >>> 16, threshold, kept);
    }

    // Signed, since a comparison of halves can't meet the sign bit and AVX2 compares signed numbers in one instruction.
    private static void Write256(float* mask, Vector256<uint> halves, Vector256<int> threshold, Vector256<float> kept) =>
        Vector256.AndNot(kept, Vector256.GreaterThan(threshold, halves.AsInt32()).AsSingle()).Store(mask);

    private static void WriteGroupScalar(float* mask, long group, in Draw draw)
    {
        for (var counter = 0; counter < GroupCounters; counter++)
        {
            var element = (ulong)group * GroupCounters + (ulong)counter;
            var words = Philox.Words(draw.Seed, (uint)element, (uint)(element >> 32), draw.Step, draw.Domain);
            var pair = mask + 2 * counter;
            WriteHalves(pair, words.X0, draw);
            WriteHalves(pair + 1, words.X1, draw);
            WriteHalves(pair + 32, words.X2, draw);
            WriteHalves(pair + 33, words.X3, draw);
        }
    }

    private static void WriteHalves(float* mask, uint word, in Draw draw)
    {
        mask[0] = KeptOrZero(word & 0xFFFF, draw);
        mask[16] = KeptOrZero(word >> 16, draw);
    }

    // Without a branch, which would be mispredicted every other time: the sign of the difference is spread over a mask of bits.
    private static float KeptOrZero(uint half, in Draw draw) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(draw.Kept) & ~((int)(half - draw.Threshold) >> 31));
}
