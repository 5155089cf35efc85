using CnnGen.Networks.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>Optimizers on weights that are cut into many ranges, with norms over all of them.</summary>
public sealed class OptimizerTests
{
    private static readonly SegmentDigits s_digits = new(96);

    public static TheoryData<string> Names => ["AdamW", "SGD", "Lion"];

    [Theory]
    [MemberData(nameof(Names))]
    public void ThreadsDoNotChangeABit(string name)
    {
        var expected = Train(1);
        Assert.Equal(expected, Train(2));
        Assert.Equal(expected, Train(8));

        float[] Train(int threads)
        {
            using var network = new Digits(Device.Cpu(threads));
            var history = network.Fit(s_digits, new FitOptions
            {
                Epochs = 2,
                LearningRate = new OneCycle(0.002),
                Optimizer = name switch
                {
                    "AdamW" => new AdamW { GlobalClipNorm = 0.5, UseEma = true, EmaMomentum = 0.5 },
                    "SGD" => new Sgd { Momentum = 0.9, ClipNorm = 0.1, WeightDecay = 0.01, ExcludeFromWeightDecay = ["bias"] },
                    _ => new Lion { ClipValue = 0.01 },
                },
            });
            Assert.Equal(StopReason.Completed, history.StopReason);
            return network.AllWeights();
        }
    }

    [Fact]
    public void AStepIsNoLongerThanItsClippedNorm()
    {
        // Plain descent by a rate of 1: the weights move by the gradient, which is as long as it may be.
        using var network = new Digits();
        var before = network.AllWeights();
        network.Fit(s_digits, new FitOptions { BatchSize = 96, Optimizer = new Sgd(1) { GlobalClipNorm = 0.01 } });
        var moved = Math.Sqrt(network.AllWeights().Zip(before, (after, old) => (double)(after - old) * (after - old)).Sum());
        Assert.Equal(0.01, moved, 1e-5);
    }
}
