namespace CnnGen.Runtime.Tests.Numerics;

public class PhiloxTests
{
    // Known answers published with the paper (Random123, kat_vectors).
    [Theory]
    [InlineData(0x0000000000000000ul, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xfffffffffffffffful, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x299f31d0a4093822ul, 0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Words_AreThePublishedOnes(ulong key, uint c0, uint c1, uint c2, uint c3, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal(new PhiloxWords(x0, x1, x2, x3), Philox.Words(key, c0, c1, c2, c3));

    [Fact]
    public void Uniform_StaysBelowOne()
    {
        Assert.Equal(0f, Philox.ToUniform(0));
        Assert.Equal(1 - 1f / (1 << 24), Philox.ToUniform(uint.MaxValue));
    }

    [Fact]
    public void FillUniform_IsEvenlyDistributed()
    {
        var values = new float[100_003];
        Philox.FillUniform(values, -2, 3, 7, RandomPurpose.Initialization, 4);
        Assert.All(values, value => Assert.InRange(value, -2, MathF.BitDecrement(3)));
        var counts = new int[20];
        foreach (var value in values)
            counts[(int)((value + 2) * 4)]++;
        // Chi-squared with 19 degrees of freedom: 43.8 is passed once in a thousand seeds.
        var expected = values.Length / 20.0;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 4, 43.8);
    }

    [Fact]
    public void FillUniform_ElementDependsOnItsPlaceOnly()
    {
        var (some, more) = (new float[13], new float[1000]);
        Philox.FillUniform(some, 0, 1, 7, RandomPurpose.Initialization, 4);
        Philox.FillUniform(more, 0, 1, 7, RandomPurpose.Initialization, 4);
        Assert.Equal(some, more[..13]);
        Philox.FillUniform(some, 0, 1, 7, RandomPurpose.Initialization, 5);
        Assert.NotEqual(some, more[..13]);
        Philox.FillUniform(some, 0, 1, 8, RandomPurpose.Initialization, 4);
        Assert.NotEqual(some, more[..13]);
    }

    [Fact]
    public void Normal_HasTheMomentsOfTheDistribution()
    {
        var random = new RandomStream(3, RandomPurpose.Augmentation, 0, 0);
        var values = Enumerable.Range(0, 100_000).Select(_ => (double)random.NextNormal()).ToArray();
        Assert.InRange(values.Average(), -0.01, 0.01);
        Assert.InRange(values.Average(value => value * value), 0.98, 1.02);
        Assert.InRange(values.Average(value => value * value * value * value), 2.9, 3.1);
        Assert.True(float.IsFinite(Philox.ToNormalPair(0, 0).First));
        Assert.Equal(0, Philox.ToNormalPair(uint.MaxValue, 5).First, 1e-9);
    }

    [Fact]
    public void Shuffle_IsAPermutationDecidedBySeedAndEpoch()
    {
        var first = Shuffled(1000, 1, 0);
        Assert.Equal(Enumerable.Range(0, 1000), first.Order());
        Assert.Equal(first, Shuffled(1000, 1, 0));
        Assert.NotEqual(first, Shuffled(1000, 1, 1));
        Assert.NotEqual(first, Shuffled(1000, 2, 0));
        Assert.Empty(Shuffled(0, 1, 0));
    }

    [Fact]
    public void Shuffle_GivesEachOrderEquallyOften()
    {
        var counts = new Dictionary<string, int>();
        for (var epoch = 0u; epoch < 24_000; epoch++)
        {
            var order = string.Concat(Shuffled(4, 9, epoch));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void NextIndex_HasNoFavourites()
    {
        // With this bound a plain remainder or product would draw one third twice as often as the others.
        const int bound = 3 << 29;
        var random = new RandomStream(5, RandomPurpose.Split, 0, 0);
        var thirds = new int[3];
        for (var i = 0; i < 30_000; i++)
            thirds[random.NextIndex(bound) / (1 << 29)]++;
        Assert.All(thirds, count => Assert.InRange(count, 9_700, 10_300));
    }

    private static int[] Shuffled(int count, ulong seed, uint epoch)
    {
        var values = Enumerable.Range(0, count).ToArray();
        Philox.Shuffle(values, seed, epoch);
        return values;
    }
}
