using CnnGen.Networks.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>A seed decides every bit of the weights, dropout and all; the width of the vectors only changes rounding.</summary>
public sealed class ReproducibilityTests
{
    private static readonly SegmentDigits s_digits = new(150);

    public static TheoryData<int> Widths => [.. new[] { 128, 256, 512 }.Where(bits => bits <= CpuDevice.WidestVectorBits)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void ThreadsDoNotChangeABit(int vectorBits)
    {
        // 150 images in batches of 32: the last batch is a partial one, and its chunks are too.
        var (expected, expectedHistory) = Train(1);
        foreach (var threads in new[] { 2, 3 })
        {
            var (weights, history) = Train(threads);
            Assert.Equal(expected, weights);
            Assert.Equal(expectedHistory, history);
        }

        (float[] Weights, double[] History) Train(int threads)
        {
            using var network = new Digits(Device.Cpu(threads, vectorBits));
            var history = network.Fit(s_digits, new FitOptions { Epochs = 2, Seed = 7, ValidationSplit = 0.2 });
            return (network.AllWeights(), [.. history.Names.SelectMany(name => history[name])]);
        }
    }

    [Fact]
    public void TwoHeadsTooAreTheSameAtAnyNumberOfThreads()
    {
        var shapes = new Shapes(13, seed: 2);
        var expected = Train(1);
        Assert.Equal(expected, Train(2));
        Assert.Equal(expected, Train(3));

        float[] Train(int threads)
        {
            using var network = new Locator(Device.Cpu(threads));
            network.Fit(shapes, new FitOptions { Epochs = 2, BatchSize = 8 });
            return network.AllWeights();
        }
    }

    [Fact]
    public void AnotherSeedIsAnotherRun()
    {
        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));

        static float[] Train(ulong seed)
        {
            using var network = new Digits(Device.Cpu(2));
            network.Fit(s_digits.Take(32), new FitOptions { Seed = seed });
            return network.AllWeights();
        }
    }

    [Fact]
    public void DropoutIsKeyedByTheSeedAlone()
    {
        // One batch with all samples in their order: nothing but the dropout masks can differ.
        Assert.NotEqual(Loss(1), Loss(2));
        Assert.Equal(Loss(1), Loss(1));

        static double Loss(ulong seed)
        {
            using var network = new Digits();
            return network.Fit(s_digits.Take(32), new FitOptions { Seed = seed, Shuffle = false })["loss"][0];
        }
    }

    [Fact]
    public void FirstWeightsAreDecidedByTheirSeed()
    {
        using var first = new Digits();
        using var second = new Digits(Device.Cpu(1, 128));
        Assert.Equal(first.AllWeights(), second.AllWeights());
        second.ResetWeights(5);
        Assert.NotEqual(first.AllWeights(), second.AllWeights());
        second.ResetWeights();
        Assert.Equal(first.AllWeights(), second.AllWeights());
    }

    /// <remarks>
    /// Rounding alone gives differences of about 1e-8. Sooner or later a sum falls on the other side of relu's corner, or another pixel becomes the
    /// largest of its pool, and training takes a path of its own from there: after 10 to 25 steps, 1e-4 apart, with some data. Ten steps are compared.
    /// </remarks>
    [Fact]
    public void VectorWidthsTrainAlike()
    {
        if (CpuDevice.WidestVectorBits == 128)
            Assert.Skip("This machine has vectors of 128 bits only, so there is nothing to compare.");
        var expected = Losses(128);
        Assert.Equal(10, expected.Length);
        foreach (var bits in new[] { 256, 512 }.Where(bits => bits <= CpuDevice.WidestVectorBits))
        {
            foreach (var (width128, wider) in expected.Zip(Losses(bits)))
                Assert.InRange(Math.Abs(wider - width128) / width128, 0, 1e-5);
        }

        // The loss of each step: the progress tells the mean of the epoch so far.
        static double[] Losses(int vectorBits)
        {
            var sums = new List<double> { 0 };
            using var network = new Digits(Device.Cpu(2, vectorBits));
            network.Fit(new SegmentDigits(160), new FitOptions { BatchSize = 16, OnBatchEnd = progress => sums.Add(progress.Loss * progress.Batch) });
            return [.. sums.Skip(1).Zip(sums, (after, before) => after - before)];
        }
    }
}
