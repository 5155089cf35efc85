using CnnGen.Networks.Tests.Data;
using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>Training that is interrupted, resumed, stopped or goes wrong.</summary>
public sealed class TrainingTests : IDisposable
{
    private static readonly SegmentDigits s_digits = new(96);
    private static readonly SegmentDigits s_others = new(32, seed: 2);

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("run.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AResumedRunEndsWithTheSameBits()
    {
        var options = new FitOptions { Epochs = 4, Seed = 3, Validation = s_others, LearningRateScheduler = (epoch, rate) => epoch == 0 ? rate : rate * 0.8 };
        using var whole = new Digits();
        var expected = whole.Fit(s_digits, options);

        using (var interrupted = new Digits())
            interrupted.Fit(s_digits, options with { Epochs = 2, Checkpoint = new Checkpoint(Path) });
        using var resumed = new Digits();
        resumed.ResetWeights(17);
        var history = resumed.Fit(s_digits, options with { ResumeFrom = Path });

        Assert.Equal(whole.AllWeights(), resumed.AllWeights());
        Assert.Equal(4, history.Epochs);
        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy", "learning_rate"], history.Names);
        Assert.Equal(expected.Names, history.Names);
        Assert.All(history.Names, name => Assert.Equal(expected[name], history[name]));
    }

    [Fact]
    public void ACheckpointOfTheOtherNetworkIsRefused()
    {
        using (var other = new Locator())
            other.Fit(new Shapes(2, seed: 1), new FitOptions { Checkpoint = new Checkpoint(Path) });
        using var network = new Digits();
        var before = network.AllWeights();
        var message = Assert.Throws<InvalidDataException>(() => network.Fit(s_digits, new FitOptions { Epochs = 2, ResumeFrom = Path })).Message;
        Assert.Contains("saved by \"Locator\", does not hold the weights of Digits", message);
        Assert.Equal(before, network.AllWeights());
    }

    [Fact]
    public void EarlyStoppingBringsTheBestWeightsBack()
    {
        // From the third epoch on the steps are so long that the network forgets what it knew.
        var epochs = new List<float[]>();
        using var network = new Digits();
        var history = network.Fit(s_digits, new FitOptions
        {
            Epochs = 20,
            Validation = s_others,
            LearningRateScheduler = (epoch, _) => epoch < 2 ? 0.001 : 1,
            EarlyStopping = new EarlyStopping { Patience = 3, RestoreBestWeights = true },
            OnEpochEnd = _ => epochs.Add(network.AllWeights()),
        });
        Assert.Equal((5, StopReason.EarlyStopping), (history.Epochs, history.StopReason));
        Assert.Equal(epochs[1], network.AllWeights());
        Assert.Equal(history["val_loss"][1], network.Measure(s_others)["loss"]);
        Assert.True(history["val_loss"][4] > history["val_loss"][1]);
    }

    [Fact]
    public void CancellationKeepsWhatWasLearned()
    {
        using var cancellation = new CancellationTokenSource();
        float[] weights = [];
        using var network = new Digits();
        var history = network.Fit(s_digits, new FitOptions
        {
            Epochs = 5,
            CancellationToken = cancellation.Token,
            OnBatchEnd = progress =>
            {
                weights = network.AllWeights();
                if (progress is { Epoch: 2, Batch: 2 })
                    cancellation.Cancel();
            },
        });
        Assert.Equal((1, StopReason.Cancelled), (history.Epochs, history.StopReason));
        Assert.Equal(weights, network.AllWeights());
        Assert.InRange(network.Predict(s_digits.Image(0)).Digit.Probability, 0.1f, 1);
        Assert.Equal(StopReason.Completed, network.Fit(s_digits).StopReason);
    }

    [Fact]
    public void ALossThatIsNotFiniteLeavesNoTrace()
    {
        using var network = new Digits();
        var history = network.Fit(s_digits, new FitOptions { Epochs = 3, Optimizer = new Adam(1e30) });
        Assert.Equal((0, StopReason.LossNotFinite), (history.Epochs, history.StopReason));
        Assert.Matches(@"^epoch 1, batch \d: the loss is ", history.StopMessage);
        Assert.All(network.AllWeights(), weight => Assert.True(float.IsFinite(weight)));

        // Nothing of the broken numbers is left in the network's memory: with new weights it trains like a new one.
        network.ResetWeights();
        network.Fit(s_digits);
        using var fresh = new Digits();
        fresh.Fit(s_digits);
        Assert.Equal(fresh.AllWeights(), network.AllWeights());
        Assert.Equal(fresh.Predict(s_digits.Image(3)).Digit.Probabilities.ToArray(), network.Predict(s_digits.Image(3)).Digit.Probabilities.ToArray());
    }

    [Fact]
    public void TheNetworkPredictsBetweenBatches()
    {
        using var network = new Digits();
        using var undisturbed = new Digits();
        network.Fit(s_digits, new FitOptions { OnBatchEnd = _ => Assert.InRange(network.Predict(s_digits.Image(0)).Digit.Probability, 0.1f, 1) });
        undisturbed.Fit(s_digits);
        Assert.Equal(undisturbed.AllWeights(), network.AllWeights());
    }
}
