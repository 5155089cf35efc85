using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training;

public sealed class StoppingTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public void TrainingEndsWhenItsValueStopsGettingBetter(int patience, int epochs)
    {
        // Without a learning rate no epoch after the first is better.
        using var network = LinearNetwork.Classifier();
        var history = network.Fit(LinearData.Classes(10), new FitOptions
        {
            Epochs = 20,
            Optimizer = new Sgd(0),
            ValidationSplit = 0.5,
            EarlyStopping = new EarlyStopping { Patience = patience },
        });
        Assert.Equal((epochs, StopReason.EarlyStopping), (history.Epochs, history.StopReason));
        Assert.Equal("val_loss has not got better since epoch 1", history.StopMessage);
    }

    [Fact]
    public void TheBestWeightsComeBack()
    {
        using var network = LinearNetwork.Classifier();
        var weights = new List<float[]>();
        var test = LinearData.DoubtfulClasses(40, 9);
        var history = network.Fit(LinearData.Classes(10), new FitOptions
        {
            Epochs = 8,
            Validation = test,
            LearningRateScheduler = (epoch, _) => epoch < 4 ? 0.1 : 50,
            EarlyStopping = new EarlyStopping { Patience = 100, RestoreBestWeights = true },
            OnEpochEnd = _ => weights.Add(network.AllWeights()),
        });
        Assert.Equal(StopReason.Completed, history.StopReason);
        var best = Enumerable.Range(0, history.Epochs).MinBy(epoch => history["val_loss"][epoch]);
        Assert.InRange(best, 0, 6);
        Assert.Equal(weights[best], network.AllWeights());
        Assert.Equal(history["val_loss"][best], network.Measure(test)["loss"]);
        Assert.NotEqual(weights[^1], network.AllWeights());
    }

    [Theory]
    [InlineData("val_accuracy", MonitorMode.Auto, 0.6, 0.5, true)]
    [InlineData("loc_output_iou", MonitorMode.Auto, 0.5, 0.6, false)]
    [InlineData("val_loss", MonitorMode.Auto, 0.5, 0.6, true)]
    [InlineData("val_loss", MonitorMode.Max, 0.6, 0.5, true)]
    [InlineData("val_loss", MonitorMode.Auto, 0.595, 0.6, false)]
    [InlineData("val_loss", MonitorMode.Auto, double.NaN, 0.6, false)]
    public void BetterDependsOnTheNameTheModeAndTheSmallestChange(string name, MonitorMode mode, double value, double before, bool better)
    {
        var best = new BestValue(name, mode, 0.01);
        Assert.True(best.Observe(new EvaluationResult([new(name, before)])));
        Assert.Equal(better, best.Observe(new EvaluationResult([new(name, value)])));
        Assert.Equal(better ? value : before, best.Value);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void TrainingEndsBeforeABadStepChangesWeights(double loss)
    {
        using var network = LinearNetwork.Classifier();
        network.Disturbance = (7, loss);
        float[] weights = [];
        var history = network.Fit(LinearData.Classes(30), new FitOptions { Epochs = 9, BatchSize = 6, OnBatchEnd = _ => weights = network.AllWeights() });
        Assert.Equal((1, StopReason.LossNotFinite), (history.Epochs, history.StopReason));
        Assert.Contains("epoch 2, batch 3: the loss is ", history.StopMessage);
        Assert.Equal(weights, network.AllWeights());
    }

    [Fact]
    public void CancellationLeavesAUsableNetwork()
    {
        using var network = LinearNetwork.Classifier();
        using var cancellation = new CancellationTokenSource();
        var batches = 0;
        var history = network.Fit(LinearData.Classes(30), new FitOptions
        {
            Epochs = 9,
            BatchSize = 6,
            CancellationToken = cancellation.Token,
            OnBatchEnd = _ =>
            {
                if (++batches == 7)
                    cancellation.Cancel();
            },
        });
        Assert.Equal((1, 7, StopReason.Cancelled), (history.Epochs, batches, history.StopReason));
        Assert.Equal(1, network.Predict(new float[6]).Sum(), 6);
        Assert.Equal(1, network.Fit(LinearData.Classes(30)).Epochs);
        Assert.Throws<OperationCanceledException>(() => network.Evaluate(LinearData.Classes(30), cancellationToken: cancellation.Token));
    }

    [Fact]
    public void TheCallbackCanEndTraining()
    {
        using var network = LinearNetwork.Classifier();
        var history = network.Fit(LinearData.Classes(10), new FitOptions
        {
            Epochs = 9,
            OnEpochEnd = epoch =>
            {
                Assert.Equal(9, epoch.Epochs);
                if (epoch.Epoch == 3)
                    epoch.Stop();
            },
        });
        Assert.Equal((3, StopReason.Callback), (history.Epochs, history.StopReason));
    }

    [Fact]
    public void AnExceptionOfACallbackSurfacesAndTheNetworkGoesOn()
    {
        using var network = LinearNetwork.Classifier();
        Assert.Throws<InvalidDataException>(() => network.Fit(LinearData.Classes(10), new FitOptions { OnBatchEnd = _ => throw new InvalidDataException() }));
        Assert.Equal(1, network.Fit(LinearData.Classes(10)).Epochs);
    }

    [Fact]
    public void TheScheduleSetsTheRateOfEachEpoch()
    {
        using var network = LinearNetwork.Classifier();
        var history = network.Fit(LinearData.Classes(10), new FitOptions { Epochs = 3, LearningRateScheduler = (epoch, rate) => epoch == 0 ? rate : rate / 2 });
        Assert.Equal([0.1, 0.05, 0.025], history["learning_rate"]);
    }
}
