using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training;

public sealed class PhaseTests
{
    [Fact]
    public void AStepThatNeedsMoreMemoryThanThereIsIsRefusedWithItsSize()
    {
        // Each of the 8 images has a block of 8 GB: more than 64 GB, of which nothing is allocated before it is checked.
        var description = LinearNetwork.Describe(
            [LinearNetwork.Class("digit")], phaseEnds: [new PhaseEnd([], [new ChunkSum(0, 16)])], keptArenaLength: int.MaxValue - 63);
        using var network = new LinearNetwork(description, Device.Cpu(1));
        Assert.SkipWhen(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > 60L << 30, "This machine has room for it.");
        var error = Assert.Throws<InvalidOperationException>(() => network.Fit(LinearData.Classes(8), new FitOptions { BatchSize = 8 }));
        Assert.StartsWith("A training step of Linear with 8 images needs 64 GB: batch normalization keeps", error.Message, StringComparison.Ordinal);
        Assert.Contains("8 blocks of 8 GB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void MomentsOfChunksAreThoseOfTheBatch()
    {
        // Three chunks of 4, 4 and 1 images with two elements each, far from zero.
        const int channels = 3;
        using var gradients = new ChunkGradients(3, 32);
        var random = new Random(1);
        var values = Enumerable.Range(0, channels).Select(_ => Enumerable.Range(0, 18).Select(_ => 1000 + random.NextDouble()).ToArray()).ToArray();
        for (var channel = 0; channel < channels; channel++)
        {
            foreach (var (chunk, part) in values[channel].Chunk(8).Index())
            {
                gradients[chunk][channel] = (float)part.Average();
                gradients[chunk][16 + channel] = (float)part.Sum(value => Math.Pow(value - part.Average(), 2));
            }
        }

        new BatchStatistics(gradients).Gather(new PhaseEnd([new BatchMoments(0, 16, channels, 2, 0.9)], []), 3, 4, 9);
        for (var channel = 0; channel < channels; channel++)
        {
            var mean = values[channel].Average();
            Assert.Equal(mean, gradients[0][channel], 1e-4);
            Assert.Equal(values[channel].Average(value => Math.Pow(value - mean, 2)), gradients[0][16 + channel], 1e-4);
        }
    }
}
