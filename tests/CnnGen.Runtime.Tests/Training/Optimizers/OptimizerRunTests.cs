using CnnGen.Runtime.Tests.Data;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training.Optimizers;

/// <summary>Optimizers in whole runs: threads, checkpoints, allocations, averages.</summary>
public sealed class OptimizerRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. Formulas.All.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void ThreadsDoNotChangeABit(string name)
    {
        var expected = Train(1);
        Assert.Equal(expected, Train(2));
        Assert.Equal(expected, Train(8));

        float[] Train(int threads)
        {
            using var network = LinearNetwork.DualHead(Device.Cpu(threads));
            network.Fit(LinearData.ClassesAndBoxes(50), Options(name));
            return network.AllWeights();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AResumedRunEndsWithTheSameBits(string name)
    {
        var data = LinearData.ClassesAndBoxes(50);
        using var whole = LinearNetwork.DualHead();
        var expected = whole.Fit(data, Options(name));
        using (var interrupted = LinearNetwork.DualHead())
            interrupted.Fit(data, Options(name) with { Epochs = 2, Checkpoint = new Checkpoint(_folder.File("run")) });
        using var resumed = LinearNetwork.DualHead();
        resumed.ResetWeights(9);
        var history = resumed.Fit(data, Options(name) with { ResumeFrom = _folder.File("run") });
        Assert.Equal(whole.AllWeights(), resumed.AllWeights());
        Assert.Equal(expected.ToCsv(), history.ToCsv());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepAllocatesNothing(string name)
    {
        using var network = LinearNetwork.DualHead(Device.Cpu(2));
        var allocated = new List<long>(40);
        network.Fit(LinearData.ClassesAndBoxes(60), Options(name) with
        {
            Epochs = 1,
            BatchSize = 2,
            LearningRate = new CosineDecay(0) { WarmupTarget = 0.01, WarmupSteps = 5 },
            OnBatchEnd = _ => allocated.Add(GC.GetAllocatedBytesForCurrentThread()),
        });
        Assert.Equal(0, allocated[^1] - allocated[4]);
    }

    [Fact]
    public void TheNetworkGetsTheAverageInTheEnd()
    {
        var test = LinearData.DoubtfulClasses(40, 5);
        var options = new FitOptions { Epochs = 2, BatchSize = 8, Validation = test };
        var averaging = options with { Optimizer = new Sgd(0.1) { Momentum = 0.9, UseEma = true } };
        var plain = Train(options);

        // Averaging changes nothing before the end, and validation neither.
        var averaged = Train(averaging);
        Assert.Equal(plain.Last, averaged.Last);
        Assert.Equal(plain.History.ToCsv(), averaged.History.ToCsv());
        Assert.Equal(plain.Last, plain.Final);
        Assert.NotEqual(averaged.Last, averaged.Final);

        // With the option validation is of what the network gets.
        var validated = Train(averaging with { ValidateWithEma = true });
        Assert.Equal(plain.Last, validated.Last);
        Assert.Equal(averaged.Final, validated.Final);
        Assert.Equal(plain.History["loss"], validated.History["loss"]);
        Assert.Equal(validated.Loss, validated.History["val_loss"][1]);
        Assert.NotEqual(plain.History["val_loss"], validated.History["val_loss"]);

        (History History, float[] Last, float[] Final, double Loss) Train(FitOptions options)
        {
            using var network = LinearNetwork.Classifier();
            float[] last = [];
            var history = network.Fit(LinearData.Classes(40), options with { OnEpochEnd = _ => last = network.AllWeights() });
            return (history, last, network.AllWeights(), network.Measure(test)["loss"]);
        }
    }

    [Fact]
    public void ACancelledRunKeepsTheWeightsThemselves()
    {
        using var network = LinearNetwork.Classifier();
        using var cancellation = new CancellationTokenSource();
        float[] last = [];
        network.Fit(LinearData.Classes(40), new FitOptions
        {
            Optimizer = new Sgd(0.1) { UseEma = true },
            BatchSize = 8,
            CancellationToken = cancellation.Token,
            OnBatchEnd = batch =>
            {
                last = network.AllWeights();
                if (batch.Batch == 3)
                    cancellation.Cancel();
            },
        });
        Assert.Equal(last, network.AllWeights());
    }

    [Fact]
    public void FrozenParametersHaveNoAverageAndNoDecay()
    {
        using var network = new LinearNetwork(LinearNetwork.Describe([LinearNetwork.Class("digit")], trainable: false));
        var kernel = network.Tensor(0).Span.ToArray();
        network.Fit(LinearData.Classes(20), new FitOptions { Optimizer = new AdamW { UseEma = true, ClipNorm = 1 } });
        Assert.Equal(kernel, network.Tensor(0).Span.ToArray());
        Assert.NotEqual([0, 0, 0], network.Tensor(1).Span.ToArray());
    }

    [Fact]
    public void AGradientThatIsNotFiniteEndsTrainingBeforeItChangesWeights()
    {
        using var network = LinearNetwork.Classifier();
        network.GradientDisturbance = 3;
        float[] weights = [];
        var history = network.Fit(LinearData.Classes(30), new FitOptions
        {
            BatchSize = 6,
            Optimizer = new Adam { UseEma = true, EmaMomentum = 0 },
            OnBatchEnd = _ => weights = network.AllWeights(),
        });
        Assert.Equal((0, StopReason.GradientNotFinite), (history.Epochs, history.StopReason));
        Assert.Matches(@"^epoch 1, batch 4: the gradient of digit\.kernel is not finite, with a loss of \d", history.StopMessage);
        Assert.Equal(weights, network.AllWeights());
    }

    [Fact]
    public void ContradictionsAreRefused()
    {
        Refused(new Sgd { ClipNorm = 1, ClipValue = 1 }, "several of ClipNorm");
        Refused(new Sgd { ExcludeFromWeightDecay = ["biass"] }, "\"biass\", which is no parameter of Linear; expected parts of digit.kernel, digit.bias");
        using var network = LinearNetwork.Classifier();
        Assert.Contains("UseEma", Assert.Throws<ArgumentException>(() => network.Fit(LinearData.Classes(10), new FitOptions { ValidateWithEma = true })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { ClipNorm = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { WeightDecay = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { EmaMomentum = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { EmaOverwriteFrequency = 0 });

        void Refused(Optimizer optimizer, string message) => Assert.Contains(
            message, Assert.Throws<ArgumentException>(() => LinearNetwork.Classifier().Fit(LinearData.Classes(10), new FitOptions { Optimizer = optimizer })).Message);
    }

    private static FitOptions Options(string name) => new()
    {
        Epochs = 4,
        BatchSize = 16,
        Seed = 3,
        ValidationSplit = 0.25,
        Optimizer = Formulas.All[name].Optimizer with { WeightDecay = 0.01, ClipNorm = 0.5, UseEma = true, EmaOverwriteFrequency = 5 },
    };
}
