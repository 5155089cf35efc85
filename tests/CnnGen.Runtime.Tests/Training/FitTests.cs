using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training;

public sealed class FitTests
{
    [Fact]
    public void TrainingLearns()
    {
        using var network = LinearNetwork.Classifier();
        var test = LinearData.Classes(200, seed: 2);
        var before = network.Measure(test);
        var history = network.Fit(LinearData.Classes(400), new FitOptions { Epochs = 5, Validation = test });

        Assert.Equal((5, StopReason.Completed), (history.Epochs, history.StopReason));
        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy", "learning_rate"], history.Names);
        Assert.True(history["loss"][4] < history["loss"][0]);
        var after = network.Measure(test);
        Assert.True(after["accuracy"] > 0.95 && after["accuracy"] > before["accuracy"], after.ToString());
        Assert.Equal(history["val_loss"][4], after["loss"]);
        Assert.Equal(history["val_accuracy"][4], after["accuracy"]);
        Assert.Matches(@"^loss 0\.\d{4}  accuracy (0|1)\.\d{4}$", after.ToString());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void ThreadsDoNotChangeABit(int threads)
    {
        var expected = Train(1, out var expectedHistory);
        Assert.Equal(expected, Train(threads, out var history));
        Assert.Equal(expectedHistory, history);

        static float[] Train(int threads, out string history)
        {
            using var network = LinearNetwork.DualHead(Device.Cpu(threads));
            history = network.Fit(
                LinearData.ClassesAndBoxes(103), new FitOptions { Epochs = 3, BatchSize = 37, ValidationSplit = 0.2, Optimizer = new Adam() }).ToCsv();
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
            using var network = LinearNetwork.Classifier();
            network.Fit(LinearData.Classes(50), new FitOptions { Seed = seed });
            return network.AllWeights();
        }
    }

    [Fact]
    public void TheLossOfTwoHeadsIsTheirWeightedSum()
    {
        using var network = LinearNetwork.DualHead();
        var history = network.Fit(LinearData.ClassesAndBoxes(70), new FitOptions { Epochs = 2, Validation = LinearData.ClassesAndBoxes(30, 5) });
        Assert.Equal(
            [
                "loss", "class_output_loss", "loc_output_loss", "class_output_accuracy", "loc_output_iou", "loc_output_mse",
                "val_loss", "val_class_output_loss", "val_loc_output_loss", "val_class_output_accuracy", "val_loc_output_iou", "val_loc_output_mse",
                "learning_rate",
            ],
            history.Names);
        foreach (var prefix in new[] { "", "val_" })
        {
            for (var epoch = 0; epoch < 2; epoch++)
            {
                var sum = 0.8f * history[prefix + "class_output_loss"][epoch] + 0.2f * history[prefix + "loc_output_loss"][epoch];
                Assert.Equal(sum, history[prefix + "loss"][epoch], 12);
                Assert.Equal(history[prefix + "loc_output_mse"][epoch], history[prefix + "loc_output_loss"][epoch], 6);
            }
        }
    }

    [Fact]
    public void TheLossOfAnEpochIsTheMeanOverItsImages()
    {
        // Without a learning rate all batches see the same weights, also the last one of 2 images.
        using var network = LinearNetwork.Classifier();
        var data = LinearData.Classes(10);
        var history = network.Fit(data, new FitOptions { BatchSize = 4, Optimizer = new Sgd(0), Validation = data, ValidationBatchSize = 3 });
        Assert.Equal(network.Measure(data, batchSize: 10)["loss"], history["val_loss"][0], 12);
    }

    [Fact]
    public void FrozenParametersStay()
    {
        using var network = new LinearNetwork(LinearNetwork.Describe([LinearNetwork.Class("digit")], trainable: false));
        var kernel = network.Tensor(0).Span.ToArray();
        network.Fit(LinearData.Classes(20));
        Assert.Equal(kernel, network.Tensor(0).Span.ToArray());
        Assert.NotEqual([0, 0, 0], network.Tensor(1).Span.ToArray());
    }

    [Fact]
    public void AStepAllocatesNothingAfterTheFirst()
    {
        using var network = LinearNetwork.DualHead(Device.Cpu(2));
        var allocated = new List<long>(100);
        network.Fit(
            LinearData.ClassesAndBoxes(200),
            new FitOptions { BatchSize = 10, Optimizer = new Adam(), OnBatchEnd = _ => allocated.Add(GC.GetAllocatedBytesForCurrentThread()) });
        Assert.Equal(20, allocated.Count);
        Assert.Equal(0, allocated[19] - allocated[4]);
    }

    [Fact]
    public void TheNetworkMayBeUsedBetweenEpochs()
    {
        using var network = LinearNetwork.Classifier();
        var outputs = new List<float[]>();
        network.Fit(LinearData.Classes(20), new FitOptions { Epochs = 2, OnEpochEnd = _ => outputs.Add(network.Predict(new float[6])) });
        Assert.Equal(2, outputs.Count);
        Assert.NotEqual(outputs[0], outputs[1]);
    }

    [Fact]
    public void NetworksThatTrainAtOnceDoNotDisturbEachOther()
    {
        var expected = Train(0);
        Parallel.For(0, 4, i => Assert.Equal(expected, Train(i)));

        static float[] Train(int _)
        {
            using var network = LinearNetwork.DualHead(Device.Cpu(3));
            network.Fit(LinearData.ClassesAndBoxes(150), new FitOptions { Epochs = 2, BatchSize = 20 });
            return network.AllWeights();
        }
    }

    [Fact]
    public void ANetworkThatIsDisposedWhileItTrainsSaysSo()
    {
        var network = LinearNetwork.Classifier();
        Assert.Throws<ObjectDisposedException>(() => network.Fit(LinearData.Classes(10), new FitOptions { OnBatchEnd = _ => network.Dispose() }));
    }

    [Fact]
    public void ANetworkTrainsOnceAtATime()
    {
        using var network = LinearNetwork.Classifier();
        network.Fit(LinearData.Classes(10), new FitOptions
        {
            OnEpochEnd = _ => Assert.Contains("already being trained", Assert.Throws<InvalidOperationException>(() => network.Fit(LinearData.Classes(4))).Message),
        });
    }

    [Fact]
    public void SharingAndTrainingExcludeEachOther()
    {
        using var network = LinearNetwork.Classifier();
        using (network.Share())
            Assert.Contains("shared by 2 instances", Assert.Throws<InvalidOperationException>(() => network.Fit(LinearData.Classes(4))).Message);

        network.Fit(LinearData.Classes(4), new FitOptions { OnEpochEnd = _ => Assert.Throws<InvalidOperationException>(() => network.Share()) });
        using var share = network.Share();
    }

    [Fact]
    public void ProgressTellsHowFarItIs()
    {
        using var network = LinearNetwork.Classifier();
        var seen = new List<(int Epoch, int Batch, long Images)>();
        network.Fit(LinearData.Classes(10), new FitOptions
        {
            Epochs = 2,
            BatchSize = 4,
            OnBatchEnd = progress =>
            {
                Assert.Equal((2, 3), (progress.Epochs, progress.Batches));
                Assert.Equal(progress.Loss, progress["loss"]);
                Assert.InRange(progress["accuracy"], 0, 1);
                seen.Add((progress.Epoch, progress.Batch, progress.Images));
            },
        });
        Assert.Equal([(1, 1, 4), (1, 2, 8), (1, 3, 10), (2, 1, 4), (2, 2, 8), (2, 3, 10)], seen);
    }
}
