using CnnGen.Networks.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>Predicting and training make no work for the garbage collector.</summary>
/// <remarks>
/// Allocations of one thread are counted exactly. Those of the whole process contain a few of the test runner's own threads, which come now and
/// then: several windows are measured, and the quietest one must be silent. What a call or a step allocated would be in every window.
/// </remarks>
[Collection(AlonePerProcess.Name)]
public sealed class AllocationTests
{
    private const int Windows = 6;
    private const int StepsOfAWindow = 50;

    private static readonly SegmentDigits s_digits = new(32);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void PredictAllocatesNothing(int threads)
    {
        using var network = new Digits(Device.Cpu(threads));
        var (pixels, image) = (s_digits.Image(1), s_digits.FloatImage(1));
        network.Predict(pixels);
        network.Predict(image);
        Assert.Equal(0, AllocatedByThisThread(() => { }));
        // The runtime itself may allocate on this thread when it swaps code for better code; a call that allocates would do so in every window.
        Assert.Equal(0, Enumerable.Range(0, Windows).Min(_ => AllocatedByThisThread(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                if (network.Predict(pixels).Digit.Label != network.Predict(image).Digit.Label)
                    throw new InvalidOperationException("Bytes and floats of one image differ.");
            }
        })));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void PredictBatchAllocatesNothingOnceItHasSeenTheSize(int threads)
    {
        using var network = new Digits(Device.Cpu(threads));
        var pixels = s_digits.Images(32);
        network.PredictBatch(pixels);
        Assert.Equal(0, QuietestWindow(() =>
        {
            for (var i = 1; i <= 32; i++)
                network.PredictBatch(pixels.AsSpan(0, i * SegmentDigits.Pixels));
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AStepOfTrainingAllocatesNothingAfterTheFirst(int threads)
    {
        // The steps of one epoch, each with its progress, on a dataset that draws its images on the loader's thread.
        const int batchSize = 8;
        const int first = 10;
        var marks = new long[Windows + 1];
        using var network = new Digits(Device.Cpu(threads));
        network.Fit(new SegmentDigits(batchSize * (first + Windows * StepsOfAWindow)), new FitOptions
        {
            BatchSize = batchSize,
            OnBatchEnd = progress =>
            {
                var (window, step) = Math.DivRem(progress.Batch - first, StepsOfAWindow);
                if (step == 0)
                    marks[window] = GC.GetTotalAllocatedBytes(precise: true);
            },
        });

        Assert.All(marks, mark => Assert.NotEqual(0, mark));
        Assert.Equal(0, marks.Skip(1).Zip(marks, (after, before) => after - before).Min());
    }

    [Fact]
    public void WhatAllocatesIsSeen()
    {
        object? kept = null;
        Assert.True(AllocatedByThisThread(() => kept = new object()) > 0);
        Assert.True(QuietestWindow(() => kept = new byte[100]) > 100);
        GC.KeepAlive(kept);
    }

    private static long AllocatedByThisThread(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long QuietestWindow(Action action)
    {
        var quietest = long.MaxValue;
        for (var window = 0; window < Windows; window++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            action();
            quietest = Math.Min(quietest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return quietest;
    }
}
