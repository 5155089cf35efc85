using CnnGen.Runtime.Tests.Data;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("run.safetensors");

    public static TheoryData<string> Optimizers => ["Adam", "momentum", "plain"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void AResumedRunEndsWithTheSameBits(string optimizer)
    {
        var options = Options(optimizer);
        using var whole = LinearNetwork.DualHead();
        var expected = whole.Fit(LinearData.ClassesAndBoxes(90), options);

        using (var interrupted = LinearNetwork.DualHead())
            interrupted.Fit(LinearData.ClassesAndBoxes(90), options with { Epochs = 3, Checkpoint = new Checkpoint(File) });
        using var resumed = LinearNetwork.DualHead(Device.Cpu(2));
        resumed.ResetWeights(99);
        var history = resumed.Fit(LinearData.ClassesAndBoxes(90), options with { ResumeFrom = File });

        Assert.Equal(whole.AllWeights(), resumed.AllWeights());
        Assert.Equal(expected.ToCsv(), history.ToCsv());
        Assert.Equal((expected.StopReason, 6), (history.StopReason, history.Epochs));
    }

    [Fact]
    public void EarlyStoppingGoesOnWhereItWas()
    {
        var options = new FitOptions
        {
            Epochs = 9,
            Validation = LinearData.DoubtfulClasses(40, 9),
            LearningRateScheduler = (epoch, _) => epoch < 2 ? 0.01 : 50,
            EarlyStopping = new EarlyStopping { Patience = 4, RestoreBestWeights = true },
        };
        using var whole = LinearNetwork.Classifier();
        var expected = whole.Fit(LinearData.Classes(20), options);
        Assert.Equal(StopReason.EarlyStopping, expected.StopReason);

        using (var interrupted = LinearNetwork.Classifier())
            interrupted.Fit(LinearData.Classes(20), options with { Epochs = 4, Checkpoint = new Checkpoint(File) });
        using var resumed = LinearNetwork.Classifier();
        var history = resumed.Fit(LinearData.Classes(20), options with { ResumeFrom = File });
        Assert.Equal((expected.StopMessage, expected.Epochs), (history.StopMessage, history.Epochs));
        Assert.Equal(whole.AllWeights(), resumed.AllWeights());
    }

    [Fact]
    public void ARunThatHadStoppedEarlyStaysStopped()
    {
        var options = new FitOptions
        {
            Epochs = 9,
            Validation = LinearData.DoubtfulClasses(40, 9),
            LearningRateScheduler = (epoch, _) => epoch < 2 ? 0.01 : 50,
            EarlyStopping = new EarlyStopping { Patience = 2, RestoreBestWeights = true },
        };
        using var whole = LinearNetwork.Classifier();
        var expected = whole.Fit(LinearData.Classes(20), options with { Checkpoint = new Checkpoint(File) });
        Assert.Equal(StopReason.EarlyStopping, expected.StopReason);

        using var resumed = LinearNetwork.Classifier();
        var history = resumed.Fit(LinearData.Classes(20), options with { ResumeFrom = File });
        Assert.Equal((StopReason.EarlyStopping, expected.Epochs), (history.StopReason, history.Epochs));
        Assert.Equal(whole.AllWeights(), resumed.AllWeights());
    }

    [Fact]
    public void OnlyBetterEpochsAreSavedIfAskedTo()
    {
        using var network = LinearNetwork.Classifier();
        var saved = new List<int>();
        network.Fit(LinearData.Classes(10), new FitOptions
        {
            Epochs = 4,
            LearningRateScheduler = (epoch, _) => epoch,
            Checkpoint = new Checkpoint(File) { SaveBestOnly = true, Monitor = "learning_rate", Mode = MonitorMode.Min },
            OnEpochEnd = epoch =>
            {
                if (System.IO.File.Exists(File))
                    saved.Add(epoch.Epoch);
                System.IO.File.Delete(File);
            },
        });
        Assert.Equal([1], saved);
    }

    [Fact]
    public void ItsWeightsLoadLikeAnyOthers()
    {
        using var trained = LinearNetwork.Classifier();
        trained.Fit(LinearData.Classes(10), new FitOptions { Checkpoint = new Checkpoint(File) });
        using var loaded = LinearNetwork.Classifier();
        loaded.LoadWeights(File);
        Assert.Equal(trained.AllWeights(), loaded.AllWeights());
    }

    [Fact]
    public void ARunThatIsDoneStaysDone()
    {
        using var network = LinearNetwork.Classifier();
        var data = LinearData.Classes(10);
        network.Fit(data, new FitOptions { Epochs = 2, Checkpoint = new Checkpoint(File) });
        var weights = network.AllWeights();
        Assert.Equal(2, network.Fit(data, new FitOptions { Epochs = 2, ResumeFrom = File }).Epochs);
        Assert.Equal(weights, network.AllWeights());
    }

    [Fact]
    public void OtherOptionsAreRefused()
    {
        using var network = LinearNetwork.DualHead();
        var data = LinearData.ClassesAndBoxes(20);
        var options = new FitOptions { Checkpoint = new Checkpoint(File) };
        network.Fit(data, options);
        network.ResetWeights(5);
        var weights = network.AllWeights();
        Refuses(options with { BatchSize = 16 }, "batch_size \"32\", but this one has \"16\"");
        Refuses(options with { Seed = 4 }, "seed \"0\", but this one has \"4\"");
        Refuses(options with { Shuffle = false }, "shuffle \"true\", but this one has \"false\"");
        Refuses(options with { Optimizer = new Adam() }, "optimizer \"SGD momentum 0.9\", but this one has \"Adam beta_1 0.9 beta_2 0.999 epsilon 1E-07\"");
        Refuses(options with { Optimizer = new Sgd(0.5) { Momentum = 0.9 } }, "but this one has \"0.5\"");
        Refuses(options with { EarlyStopping = new EarlyStopping { Monitor = "loss", Patience = 3 } }, "early_stopping \"none\", but this one has \"loss patience 3");
        Assert.Equal(weights, network.AllWeights());

        void Refuses(FitOptions other, string message) => Assert.Contains(
            message, Assert.Throws<InvalidDataException>(() => network.Fit(data, other with { ResumeFrom = File })).Message);
    }

    [Theory]
    [InlineData("training.epoch", "-1", "a whole number from 0")]
    [InlineData("training.step", "99999999999", "a whole number from 0")]
    [InlineData("training.learning_rate", "fast", "a number")]
    [InlineData("training.learning_rate", "NaN", "a finite number of at least 0")]
    [InlineData("training.learning_rate", "-1", "a finite number of at least 0")]
    [InlineData("training.history", "epoch,loss\n1\n", "the lines of 1 epochs")]
    [InlineData("training.history", "", "the lines of 1 epochs")]
    [InlineData("training.epoch", null, "no checkpoint that training can go on from")]
    public void DamagedTextsAreRefused(string key, string? text, string message)
    {
        using var network = LinearNetwork.Classifier();
        var data = LinearData.Classes(10);
        network.Fit(data, new FitOptions { Checkpoint = new Checkpoint(File) });
        Rewrite(key, text);
        var weights = network.AllWeights();
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => network.Fit(data, new FitOptions { ResumeFrom = File })).Message);
        Assert.Equal(weights, network.AllWeights());
    }

    [Fact]
    public void AWeightFileIsNoCheckpoint()
    {
        using var network = LinearNetwork.Classifier();
        network.Save(File);
        Assert.Contains(
            "no checkpoint that training can go on from",
            Assert.Throws<InvalidDataException>(() => network.Fit(LinearData.Classes(10), new FitOptions { ResumeFrom = File })).Message);
    }

    private static FitOptions Options(string optimizer) => new()
    {
        Epochs = 6,
        BatchSize = 16,
        Seed = 11,
        ValidationSplit = 0.25,
        LearningRateScheduler = (epoch, rate) => epoch == 0 ? rate : rate * 0.9,
        Optimizer = optimizer switch { "Adam" => new Adam(), "momentum" => new Sgd(0.05) { Momentum = 0.9 }, _ => new Sgd(0.05) },
    };

    private void Rewrite(string key, string? text)
    {
        var metadata = new Dictionary<string, string>();
        var tensors = new List<SafetensorsSource>();
        using (var file = SafetensorsFile.Open(File))
        {
            foreach (var pair in file.Metadata.Where(pair => pair.Key != key))
                metadata.Add(pair.Key, pair.Value);
            foreach (var tensor in file.Tensors)
            {
                var values = new float[tensor.Length];
                file.CopyTo(tensor.Name, values);
                tensors.Add(new(tensor.Name, [.. tensor.Shape.Select(dimension => (int)dimension)], values));
            }
        }

        if (text is not null)
            metadata.Add(key, text);
        SafetensorsWriter.Write(File, metadata, tensors);
    }
}
