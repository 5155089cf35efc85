namespace CnnGen.Runtime.Tests.Numerics;

public unsafe class DropoutTests
{
    [Fact]
    public void Mask_IsWhatTheDocumentedLayoutSays()
    {
        const float rate = 0.3f;
        var threshold = (uint)Math.Round(rate * 65536.0);
        var mask = Masked(0, 1000, rate);
        for (var element = 0; element < mask.Length; element++)
        {
            var (group, q, i) = (element / 64, element % 64 / 16, element % 16);
            var words = Philox.Words(11, RandomPurpose.Dropout, 3, 5, (ulong)(group * 8 + i / 2));
            var half = words[q / 2 * 2 + i % 2] >> (q % 2 * 16) & 0xFFFF;
            Assert.Equal(half >= threshold ? 65536f / (65536 - threshold) : 0, mask[element]);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 64)]
    [InlineData(63, 2)]
    [InlineData(64, 128)]
    [InlineData(77, 900)]
    [InlineData(999, 1)]
    public void Mask_DoesNotDependOnHowTheRangeIsCut(int first, int length) =>
        Assert.Equal(Masked(0, 1000, 0.5f)[first..(first + length)], Masked(first, length, 0.5f));

    [Fact]
    public void Mask_FarAwayUsesAllCounterBits()
    {
        Assert.Equal(Masked(1L << 40, 128, 0.5f)[64..], Masked((1L << 40) + 64, 64, 0.5f));
        Assert.NotEqual(Masked(0, 128, 0.5f), Masked(1L << 40, 128, 0.5f));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void Mask_DropsTheRate(float rate)
    {
        var mask = Masked(0, 200_000, rate);
        Assert.Equal(rate, mask.Count(value => value == 0) / 200_000.0, 0.004);
        Assert.Equal(1, mask.Average(), 0.02);
    }

    [Fact]
    public void Mask_DiffersByLayerStepAndSeed()
    {
        var masks = new HashSet<string>();
        foreach (var (seed, step, layer) in new[] { (1ul, 0u, 0), (2ul, 0u, 0), (1ul << 32, 0u, 0), (1ul, 1u, 0), (1ul, 0u, 1) })
        {
            var mask = new float[128];
            fixed (float* pointer = mask)
                Dropout.Mask(pointer, mask.Length, 0.5f, seed, step, layer, 0);
            Assert.True(masks.Add(string.Join(' ', mask)));
        }
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    public void Mask_RefusesOtherRates(float rate) => Assert.Throws<ArgumentOutOfRangeException>(() => Masked(0, 1, rate));

    private static float[] Masked(long first, int length, float rate)
    {
        var mask = new float[length + 1];
        mask[length] = 42;
        fixed (float* pointer = mask)
            Dropout.Mask(pointer, length, rate, 11, 5, 3, first);
        Assert.Equal(42, mask[length]);
        return mask[..length];
    }
}
