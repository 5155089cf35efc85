using CnnGen.Runtime.Tests.Data;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training;

public sealed class CallbackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("log.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheyAreCalledInTheirOrder()
    {
        using var network = LinearNetwork.Classifier();
        var calls = new List<string>();
        network.Fit(LinearData.Classes(10), new FitOptions
        {
            Epochs = 2,
            BatchSize = 5,
            Callbacks = [new Recorder("a", calls), new Recorder("b", calls)],
            OnBatchEnd = _ => calls.Add("batch"),
            OnEpochEnd = _ => calls.Add("epoch"),
        });
        string[] epoch = ["a< ", "b< ", "a.", "b.", "batch", "a.", "b.", "batch", "a>", "b>", "epoch"];
        Assert.Equal(
            ["a begins 2x2", "b begins 2x2", .. epoch.Select(call => call.Replace(" ", "1")), .. epoch.Select(call => call.Replace(" ", "2")), "a ends 2 Completed", "b ends 2 Completed"],
            calls);
    }

    [Fact]
    public void OneCanEndTrainingAndUseTheNetwork()
    {
        using var network = LinearNetwork.Classifier();
        var history = network.Fit(LinearData.Classes(10), new FitOptions { Epochs = 9, Callbacks = [new Stopper()] });
        Assert.Equal((2, StopReason.Callback), (history.Epochs, history.StopReason));
        Assert.Equal("a callback asked for it after epoch 2", history.StopMessage);
    }

    [Theory]
    [InlineData("begins")]
    [InlineData("<")]
    [InlineData(".")]
    [InlineData(">")]
    [InlineData("ends")]
    public void WhatItThrowsSurfaces(string when)
    {
        using var network = LinearNetwork.Classifier();
        var calls = new List<string>();
        var thrown = new InvalidDataException("mine");
        var options = new FitOptions { Callbacks = [new Recorder("a", calls, when, thrown)] };
        Assert.Same(thrown, Assert.Throws<InvalidDataException>(() => network.Fit(LinearData.Classes(10), options)));
        Assert.Contains(when, calls[^1]);
        Assert.Equal(1, network.Fit(LinearData.Classes(10)).Epochs);
    }

    [Fact]
    public void TheLogIsTheHistory()
    {
        using var network = LinearNetwork.Classifier();
        var log = new CsvLog(File);
        var seen = new List<int>();
        var options = new FitOptions
        {
            Epochs = 3,
            ValidationSplit = 0.5,
            Callbacks = [log],
            OnEpochEnd = epoch => seen.Add(System.IO.File.ReadAllLines(File).Length - epoch.Epoch),
        };
        var history = network.Fit(LinearData.Classes(10), options);
        Assert.Equal(history.ToCsv(), System.IO.File.ReadAllText(File));
        Assert.Equal([1, 1, 1], seen);

        // Another run replaces it.
        history = network.Fit(LinearData.Classes(10), options with { Epochs = 1 });
        Assert.Equal(history.ToCsv(), System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void AResumedRunGoesOnWithTheLogOfItsCheckpoint()
    {
        using var network = LinearNetwork.Classifier();
        var options = new FitOptions { Epochs = 4, Callbacks = [new CsvLog(File)] };
        var expected = network.Fit(LinearData.Classes(10), options);
        network.ResetWeights();
        network.Fit(LinearData.Classes(10), options with { Epochs = 2, Checkpoint = new Checkpoint(_folder.File("run")) });
        System.IO.File.AppendAllText(File, "3,0.5");
        network.Fit(LinearData.Classes(10), options with { ResumeFrom = _folder.File("run") });
        Assert.Equal(expected.ToCsv(), System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void AResumedRunWithMoreValuesWritesThemAll()
    {
        using var network = LinearNetwork.Classifier();
        var options = new FitOptions { Epochs = 1, Callbacks = [new CsvLog(File)], Checkpoint = new Checkpoint(_folder.File("run")) };
        network.Fit(LinearData.Classes(10), options);
        var history = network.Fit(LinearData.Classes(10), options with { Epochs = 3, Validation = LinearData.Classes(5), ResumeFrom = _folder.File("run") });
        Assert.Contains("val_loss", history.Names);
        Assert.Equal(history.ToCsv(), System.IO.File.ReadAllText(File));
    }

    private sealed class Recorder(string name, List<string> calls, string? fails = null, Exception? failure = null) : Callback
    {
        public override void OnTrainBegin(TrainingRun run) => Add($" begins {run.Epochs}x{run.StepsPerEpoch}");

        public override void OnTrainEnd(History history) => Add($" ends {history.Epochs} {history.StopReason}");

        public override void OnEpochBegin(int epoch) => Add($"<{epoch}");

        public override void OnEpochEnd(EpochResult epoch) => Add(">");

        public override void OnBatchEnd(BatchProgress batch) => Add(".");

        private void Add(string call)
        {
            calls.Add(name + call);
            if (fails is not null && call.Contains(fails, StringComparison.Ordinal))
                throw failure!;
        }
    }

    private sealed class Stopper : Callback
    {
        private Network? _network;

        public override void OnTrainBegin(TrainingRun run) => _network = run.Network;

        public override void OnEpochEnd(EpochResult epoch)
        {
            Assert.InRange(_network!.Evaluate(LinearData.Classes(5))["accuracy"], 0, 1);
            if (epoch.Epoch == 2)
                epoch.Stop();
        }
    }
}
