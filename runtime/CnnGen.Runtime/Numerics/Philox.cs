using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>
/// Philox4x32-10, a counter-based random generator: numbers are a function of a key and a counter, so any of them can be computed alone,
/// in any order, on any device. From J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.
/// </summary>
public static class Philox
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint KeyStep0 = 0x9E3779B9;
    internal const uint KeyStep1 = 0xBB67AE85;
    internal const int Rounds = 10;

    /// <summary>Four random words for a 64-bit key and a 128-bit counter, lowest word first.</summary>
    public static PhiloxWords Words(ulong key, uint counter0, uint counter1, uint counter2, uint counter3)
    {
        var key0 = (uint)key;
        var key1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * counter0;
            var product1 = (ulong)Multiplier1 * counter2;
            counter0 = (uint)(product1 >> 32) ^ counter1 ^ key0;
            counter1 = (uint)product1;
            counter2 = (uint)(product0 >> 32) ^ counter3 ^ key1;
            counter3 = (uint)product0;
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        return new PhiloxWords(counter0, counter1, counter2, counter3);
    }

    /// <summary>Four random words that only these arguments decide.</summary>
    /// <param name="stream">Tells sequences of one purpose apart, such as the layers of a network; below 2^24.</param>
    public static PhiloxWords Words(ulong seed, RandomPurpose purpose, uint stream, uint step, ulong element) =>
        Words(seed, (uint)element, (uint)(element >> 32), step, Domain(purpose, stream));

    /// <summary>The counter's last word: what the numbers are for.</summary>
    internal static uint Domain(RandomPurpose purpose, uint stream)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stream, 1u << 24);
        return ((uint)purpose << 24) | stream;
    }

    /// <summary>A number in [0, 1), a multiple of 2^-24, from a random word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToUniform(uint word) => (word >> 8) * (1f / (1 << 24));

    /// <summary>
    /// Two independent numbers of the normal distribution with mean 0 and deviation 1 from two random words.
    /// From G. Box, M. Muller, "A Note on the Generation of Random Normal Deviates", 1958; computed in double.
    /// </summary>
    public static (float First, float Second) ToNormalPair(uint word0, uint word1)
    {
        // (0, 1]: the logarithm of zero is never asked for.
        var radius = Math.Sqrt(-2 * Math.Log((word0 + 1.0) / 4294967296.0));
        var (sin, cos) = Math.SinCos(2 * Math.PI * (word1 / 4294967296.0));
        return ((float)(radius * cos), (float)(radius * sin));
    }

    /// <summary>Fills with numbers evenly distributed in [<paramref name="low"/>, <paramref name="high"/>). Element i depends on the other arguments and i alone.</summary>
    public static void FillUniform(Span<float> values, float low, float high, ulong seed, RandomPurpose purpose, uint stream)
    {
        if (!(low <= high) || !float.IsFinite(high - low))
            throw new ArgumentException($"The range from {low} to {high} is not one; expected finite bounds with low at most high.");

        for (var start = 0; start < values.Length; start += 4)
        {
            var words = Words(seed, purpose, stream, 0, (ulong)start / 4);
            for (var i = start; i < Math.Min(start + 4, values.Length); i++)
            {
                // In double, so that rounding can't reach the upper bound before the last conversion does.
                var value = (float)(low + ((double)high - low) * ToUniform(words[i - start]));
                values[i] = value < high ? value : low < high ? MathF.BitDecrement(high) : low;
            }
        }
    }

    /// <summary>Fills with normally distributed numbers. Element i depends on the other arguments and i alone.</summary>
    public static void FillNormal(Span<float> values, double mean, double deviation, ulong seed, RandomPurpose purpose, uint stream)
    {
        for (var start = 0; start < values.Length; start += 4)
        {
            var words = Words(seed, purpose, stream, 0, (ulong)start / 4);
            for (var i = start; i < Math.Min(start + 4, values.Length); i += 2)
            {
                var (first, second) = ToNormalPair(words[i - start], words[i - start + 1]);
                values[i] = (float)(mean + deviation * first);
                if (i + 1 < values.Length)
                    values[i + 1] = (float)(mean + deviation * second);
            }
        }
    }

    /// <summary>
    /// Fills with normally distributed numbers, those further than two deviations from the mean drawn again. Element i depends on the other arguments
    /// and i alone.
    /// </summary>
    public static void FillTruncatedNormal(Span<float> values, double mean, double deviation, ulong seed, RandomPurpose purpose, uint stream)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var normal = float.PositiveInfinity;
            for (uint attempt = 0; Math.Abs(normal) > 2; attempt++)
            {
                var words = Words(seed, purpose, stream, attempt, (ulong)i);
                var (first, second) = ToNormalPair(words.X0, words.X1);
                normal = Math.Abs(first) <= 2 ? first : second;
            }

            values[i] = (float)(mean + deviation * normal);
        }
    }

    /// <summary>Puts the values in a random order, each order equally likely, that only seed and epoch decide (Fisher-Yates).</summary>
    public static void Shuffle(Span<int> values, ulong seed, uint epoch, RandomPurpose purpose = RandomPurpose.Shuffle)
    {
        var random = new RandomStream(seed, purpose, 0, epoch);
        for (var i = values.Length - 1; i > 0; i--)
        {
            var other = random.NextIndex(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}

/// <summary>Four random 32-bit words.</summary>
public readonly record struct PhiloxWords(uint X0, uint X1, uint X2, uint X3)
{
    /// <summary>A word by its place, 0 to 3.</summary>
    public uint this[int index] => index switch
    {
        0 => X0,
        1 => X1,
        2 => X2,
        3 => X3,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "There are four words, 0 to 3."),
    };
}
