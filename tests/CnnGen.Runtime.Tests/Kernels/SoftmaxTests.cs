using System.Numerics;

namespace CnnGen.Runtime.Tests.Kernels;

public sealed unsafe class SoftmaxTests
{
    private const float Guard = 99;

    public static TheoryData<int> Channels => [1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 21, 32, 33, 100, 1000];

    /// <summary>Two images of 2 x 3 pixels with a border beside each row, which stays as it is.</summary>
    [Theory]
    [MemberData(nameof(Channels))]
    public void ForwardAndBackwardAreThoseOfTheFormula(int channels)
    {
        const int border = 5;
        var row = 3 * channels + border;
        using var x = new AlignedBuffer(4 * row);
        using var g = new AlignedBuffer(4 * row);
        var random = new Random(channels);
        foreach (ref var value in x.Span)
            value = random.NextSingle() * 20 - 10;
        foreach (ref var value in g.Span)
            value = random.NextSingle() - 0.5f;
        for (var r = 0; r < 4; r++)
        {
            x.Span.Slice(r * row + 3 * channels, border).Fill(Guard);
            g.Span.Slice(r * row + 3 * channels, border).Fill(Guard);
        }

        var (logits, gradient) = (x.Span.ToArray(), g.Span.ToArray());
        Softmax.Forward(x.Pointer, 2, 2 * row, 2, row, 3, channels);
        var y = x.Span.ToArray();
        Softmax.Backward(x.Pointer, 2 * row, 2, row, g.Pointer, 2, 2 * row, 2, row, 3, channels);
        for (var r = 0; r < 4; r++)
        {
            Assert.False(x.Span.Slice(r * row + 3 * channels, border).ContainsAnyExcept(Guard));
            Assert.False(g.Span.Slice(r * row + 3 * channels, border).ContainsAnyExcept(Guard));
            for (var pixel = 0; pixel < 3; pixel++)
            {
                var start = r * row + pixel * channels;
                var places = Enumerable.Range(start, channels).ToArray();
                var sum = places.Sum(i => Math.Exp(logits[i]));
                var dot = places.Sum(i => (double)y[i] * gradient[i]);
                foreach (var i in places)
                {
                    Assert.Equal(Math.Exp(logits[i]) / sum, y[i], 1e-6);
                    Assert.Equal(y[i] * (gradient[i] - dot), g.Span[i], 1e-6);
                }
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(40)]
    public void ANaNOrAnInfiniteLogitMakesItsPixelNaNAndNoOther(int channels)
    {
        foreach (var bad in (float[])[float.NaN, float.PositiveInfinity])
        {
            using var x = new AlignedBuffer(3 * channels);
            x.Span[channels + 1] = bad;
            Softmax.Forward(x.Pointer, 1, 0, 1, 0, 3, channels);
            Assert.All(x.Span.Slice(channels, channels).ToArray(), value => Assert.True(float.IsNaN(value) || (float.IsInfinity(bad) && value == 0)));
            Assert.Contains(float.NaN, x.Span.Slice(channels, channels).ToArray());
            Assert.All(x.Span[..channels].ToArray(), value => Assert.Equal(1f / channels, value, 1e-6f));
            Assert.All(x.Span[(2 * channels)..].ToArray(), value => Assert.Equal(1f / channels, value, 1e-6f));
        }
    }

    [Fact]
    public void ExponentialAndLogarithmAreGoodToTheLastBits()
    {
        var random = new Random(1);
        for (var i = 0; i < 20000; i++)
        {
            var x = -random.NextSingle() * 87;
            Assert.InRange(LaneMath.Exp(Vector.Create(x))[0] / Math.Exp(x), 1 - 1.5e-7, 1 + 1.5e-7);
            var positive = MathF.Exp(x);
            Assert.Equal(Math.Log(positive), LaneMath.Log(Vector.Create(positive))[0], 1e-7 * Math.Max(1, -x));
            Assert.InRange(LaneMath.LogOnePlus(Vector.Create(positive))[0] / LogOnePlus(positive), 1 - 3e-7, 1 + 3e-7);
        }

        Assert.Equal(0, LaneMath.Exp(Vector.Create(float.NegativeInfinity))[0]);
        Assert.Equal(1, LaneMath.Exp(Vector<float>.Zero)[0]);
        Assert.True(float.IsNaN(LaneMath.Exp(Vector.Create(float.NaN))[0]));
        Assert.True(float.IsNaN(LaneMath.Log(Vector.Create(float.NaN))[0]));
        Assert.Equal((0, 1), (LaneMath.Pow(Vector<float>.Zero, 2)[0], LaneMath.Pow(Vector<float>.Zero, 0)[0]));
    }

    private static double LogOnePlus(double x) => x < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x);
}
