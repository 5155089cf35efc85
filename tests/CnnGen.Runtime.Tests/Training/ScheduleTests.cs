using CnnGen.Runtime.Tests.Data;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training;

/// <summary>Schedules step by step against their formulas, and in whole runs.</summary>
public sealed class ScheduleTests : IDisposable
{
    private const int StepsPerEpoch = 5;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ANumberStaysTheSame() => Compare(0.02, _ => 0.02);

    [Fact]
    public void PiecesHoldUpToTheirBoundaries()
    {
        Compare(new PiecewiseConstantDecay(1, 0.5, 0.1) { Boundaries = [3, 11] }, t => t <= 3 ? 1 : t <= 11 ? 0.5 : 0.1);
        Compare(new PiecewiseConstantDecay(1, 0.5, 0.1) { BoundaryEpochs = [1, 2.5] }, t => t < 5 ? 1 : t < 12.5 ? 0.5 : 0.1);
    }

    [Fact]
    public void ExponentialDecayFallsByItsRate()
    {
        Compare(new ExponentialDecay(0.1, 0.9) { DecaySteps = 7 }, t => 0.1 * Math.Pow(0.9, t / 7.0));
        Compare(new ExponentialDecay(0.1, 0.5) { DecaySteps = 7, Staircase = true }, t => 0.1 * Math.Pow(0.5, t / 7));
        Compare(new ExponentialDecay(0.1, 0.5) { DecayEpochs = 2, Staircase = true }, t => 0.1 * Math.Pow(0.5, t / 10));
        Compare(new ExponentialDecay(0.1, 0.5), t => 0.1 * Math.Pow(0.5, t / 5.0));
    }

    [Fact]
    public void CosineDecayWarmsUpAndFalls()
    {
        Compare(new CosineDecay(0.1) { DecaySteps = 12 }, t => 0.1 * Half(t, 12));
        Compare(new CosineDecay(0.1), t => 0.1 * Half(t, 20));
        Compare(new CosineDecay(0.1) { DecayEpochs = 3, Alpha = 0.2 }, t => 0.1 * (0.8 * Half(t, 15) + 0.2));
        Func<long, double> warm = t => t < 4 ? 0.01 + 0.09 * t / 4 : 0.1 * Half(t - 4, 10);
        Compare(new CosineDecay(0.01) { WarmupTarget = 0.1, WarmupSteps = 4, DecaySteps = 10 }, warm);
        Compare(new CosineDecay(0.01) { WarmupTarget = 0.1, WarmupEpochs = 0.8, DecayEpochs = 2 }, warm);
        Compare(new CosineDecay(0) { WarmupTarget = 0.1, WarmupEpochs = 1 }, t => t < 5 ? 0.1 * t / 5 : 0.1 * Half(t - 5, 15));

        static double Half(long t, double n) => (1 + Math.Cos(Math.PI * Math.Min(t / n, 1))) / 2;
    }

    [Fact]
    public void OneCycleRisesAndFalls()
    {
        // PyTorch's phases: of 20 steps the rate rises from step 0 to step 5 (0.3 * 20 - 1) and falls to step 19; with three phases to step 10 and 19.
        Compare(new OneCycle(1), t => t <= 5 ? Cosine(0.04, 1, t / 5.0) : Cosine(1, 4e-6, Math.Min((t - 5) / 14.0, 1)));
        Compare(
            new OneCycle(1) { AnnealStrategy = AnnealStrategy.Linear, ThreePhase = true, DivFactor = 10, FinalDivFactor = 100, TotalEpochs = 4 },
            t => t <= 5 ? 0.1 + 0.9 * t / 5 : t <= 10 ? 1 - 0.9 * (t - 5) / 5 : Math.Max(0.1 - 0.099 * (t - 10) / 9, 0.001));
        Compare(new OneCycle(1) { TotalSteps = 10, PctStart = 0.1 }, t => Cosine(1, 4e-6, Math.Min(t / 9.0, 1)));

        static double Cosine(double from, double to, double done) => to + (from - to) * (1 + Math.Cos(Math.PI * done)) / 2;
    }

    [Theory]
    [InlineData(2, 0, 0, new[] { 1, 1, 1, 0.5, 0.5, 0.5, 0.25 })]
    [InlineData(1, 0, 0, new[] { 1, 1, 0.5, 0.25, 0.25, 0.125, 0.1 })]
    [InlineData(1, 2, 0, new[] { 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25 })]
    [InlineData(1, 0, 0.2, new[] { 1, 1, 0.5, 0.25, 0.125, 0.1, 0.1 })]
    public void APlateauReducesTheRate(int patience, int cooldown, double minDelta, double[] expected)
    {
        // Values of the epochs:       1    1.1  1    0.9  1    0.9; better ones are the first and, by 0.1, the fourth.
        var history = new History();
        var run = Run(history);
        var schedule = new ReduceLROnPlateau(1)
        {
            Monitor = "loss",
            Factor = 0.5,
            Patience = patience,
            Cooldown = cooldown,
            MinDelta = minDelta,
            MinLearningRate = 0.1,
        };
        var rates = new List<double> { schedule.RateOf(0, run) };
        foreach (var value in new[] { 1, 1.1, 1, 0.9, 1, 0.9 })
        {
            history.Add([new("loss", value)]);
            rates.Add(schedule.RateOf(history.Epochs * StepsPerEpoch, run));
        }

        Assert.Equal(expected, rates);
    }

    [Fact]
    public void EachStepHasItsRateAndTheHistoryTheLast()
    {
        using var network = LinearNetwork.Classifier();
        var rates = new List<double>();
        var history = network.Fit(LinearData.Classes(20), new FitOptions
        {
            Epochs = 2,
            BatchSize = 4,
            LearningRate = new ExponentialDecay(0.1, 0.5) { DecaySteps = 1 },
            OnBatchEnd = batch => rates.Add(batch.LearningRate),
        });
        Assert.Equal(Enumerable.Range(0, 10).Select(t => 0.1 * Math.Pow(0.5, t)), rates);
        Assert.Equal([rates[4], rates[9]], history["learning_rate"]);
    }

    [Theory]
    [InlineData("plateau")]
    [InlineData("cycle")]
    [InlineData("cosine")]
    public void AResumedRunHasTheSameRates(string name)
    {
        var options = new FitOptions
        {
            Epochs = 6,
            BatchSize = 8,
            Validation = LinearData.DoubtfulClasses(20, 5),
            LearningRate = name switch
            {
                "plateau" => new ReduceLROnPlateau(0.5) { Patience = 1, Factor = 0.5, MinDelta = 0.01 },
                "cycle" => new OneCycle(0.5) { TotalEpochs = 6 },
                _ => new CosineDecay(0) { WarmupTarget = 0.5, WarmupEpochs = 1, DecayEpochs = 5 },
            },
        };
        using var whole = LinearNetwork.Classifier();
        var expected = whole.Fit(LinearData.Classes(20), options);
        Assert.True(expected["learning_rate"].Distinct().Count() > 1);
        using var network = LinearNetwork.Classifier();
        network.Fit(LinearData.Classes(20), options with { Epochs = 3, Checkpoint = new Checkpoint(_folder.File("run")) });
        var resumed = network.Fit(LinearData.Classes(20), options with { ResumeFrom = _folder.File("run") });
        Assert.Equal(expected.ToCsv(), resumed.ToCsv());
        Assert.Equal(whole.AllWeights(), network.AllWeights());

        var other = options with { LearningRate = 0.5, ResumeFrom = _folder.File("run") };
        Assert.Contains("learning_rate_schedule", Assert.Throws<InvalidDataException>(() => network.Fit(LinearData.Classes(20), other)).Message);
    }

    [Fact]
    public void ACycleOverTheRunIsNotResumedWithAnotherLength()
    {
        using var network = LinearNetwork.Classifier();
        var options = new FitOptions { Epochs = 2, LearningRate = new OneCycle(0.1), Checkpoint = new Checkpoint(_folder.File("run")) };
        network.Fit(LinearData.Classes(20), options);
        Assert.Contains("steps 2\", but this one has", Assert.Throws<InvalidDataException>(
            () => network.Fit(LinearData.Classes(20), options with { Epochs = 3, ResumeFrom = _folder.File("run") })).Message);
    }

    [Fact]
    public void ContradictionsAreRefused()
    {
        Refused(new CosineDecay(1) { DecaySteps = 1, DecayEpochs = 1 }, "both DecaySteps and DecayEpochs");
        Refused(new CosineDecay(1) { WarmupEpochs = 1 }, "without WarmupTarget");
        Refused(new CosineDecay(1) { WarmupTarget = 2, WarmupEpochs = 1 }, "warms up for 2 steps, but the run has 2");
        Refused(new PiecewiseConstantDecay(1, 2), "2 values for 0 boundaries; expected 1");
        Refused(new PiecewiseConstantDecay(1, 2, 3) { Boundaries = [4, 4] }, "do not grow");
        Refused(new OneCycle(1) { ThreePhase = true, PctStart = 0.6 }, "at most 0.5");
        Refused(new ReduceLROnPlateau(1), "monitors \"val_loss\"; this run has loss, accuracy, learning_rate");
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineDecay(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1) { PctStart = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(1) { Factor = 1 });

        using var network = LinearNetwork.Classifier();
        var two = new FitOptions { LearningRate = new CosineDecay(1), LearningRateScheduler = (_, rate) => rate };
        Assert.Contains("LearningRateScheduler", Assert.Throws<ArgumentException>(() => network.Fit(LinearData.Classes(10), two)).Message);
        Assert.Contains(
            "gave NaN for step 0",
            Assert.Throws<InvalidOperationException>(() => network.Fit(LinearData.Classes(10), new FitOptions { LearningRate = new Broken() })).Message);

        static void Refused(LearningRateSchedule schedule, string message)
        {
            using var network = LinearNetwork.Classifier();
            var options = new FitOptions { BatchSize = 5, LearningRate = schedule };
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => network.Fit(LinearData.Classes(10), options)).Message);
        }
    }

    private static TrainingRun Run(History? history = null) => new(null!, StepsPerEpoch, 4, [], history ?? new History());

    private static void Compare(LearningRateSchedule schedule, Func<long, double> formula)
    {
        schedule.Settle(Run());
        for (var step = 0L; step < 25; step++)
            Assert.Equal(formula(step), schedule.RateOf(step, Run()), 1e-12);
    }

    private sealed class Broken : LearningRateSchedule
    {
        public override double RateOf(long step, TrainingRun run) => double.NaN;

        public override string ToString() => "broken";
    }
}
