namespace CnnGen.Runtime.Tests.Networks;

/// <summary>Weights in another form while predicting: made once for each version of the weights, for all instances over them.</summary>
public sealed class DerivedWeightsTests
{
    private static readonly float[] s_image = [1, 2, 3];

    [Fact]
    public void TheyAreMadeOnceForEachVersionOfTheWeights()
    {
        var counter = new Counter();
        using var network = new DoublingNetwork(counter);
        using var share = network.Share();
        network.Weights.Set([1, 10, 100]);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([2, 40, 600], network.Predict(s_image));
            Assert.Equal([2, 40, 600], share.Predict(s_image));
        }

        Assert.Equal(1, counter.Count);
        share.Weights.Set([0, 1, -1]);
        Assert.Equal([0, 4, -6], network.Predict(s_image));
        Assert.Equal([0, 4, -6], share.Predict(s_image));
        Assert.Equal(2, counter.Count);
    }

    [Fact]
    public void InstancesThatStartTogetherMakeThemOnce()
    {
        var counter = new Counter();
        using var network = new DoublingNetwork(counter);
        network.Weights.Set([1, 10, 100]);
        var shares = Enumerable.Range(0, 4).Select(_ => network.Share()).ToArray();
        var cancellation = TestContext.Current.CancellationToken;
        using var start = new Barrier(shares.Length);
        var threads = shares.Select(share => new Thread(() =>
        {
            start.SignalAndWait(cancellation);
            share.Result = share.Predict(s_image);
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.All(shares, share => Assert.Equal([2, 40, 600], share.Result));
        Assert.Equal(1, counter.Count);
        foreach (var share in shares) share.Dispose();
    }

    [Fact]
    public void TheyOutliveTheInstanceThatMadeThem()
    {
        var network = new DoublingNetwork(new Counter());
        network.Weights.Set([1, 10, 100]);
        network.Predict(s_image);
        using var share = network.Share();
        network.Dispose();
        Assert.Equal([2, 40, 600], share.Predict(s_image));
    }

    [Fact]
    public void ReadingThemAllocatesNothing()
    {
        using var network = new DoublingNetwork(new Counter());
        network.PredictInPlace(s_image);
        var least = long.MaxValue;
        for (var window = 0; window < 5; window++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) network.PredictInPlace(s_image);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private sealed class Counter
    {
        public int Count;
    }

    /// <summary>Output = 2 * weight * input, with the doubled weights as the form that is derived.</summary>
    private sealed unsafe class DoublingNetwork : Network
    {
        private const int Length = 3;

        private readonly Counter _derivations;

        public DoublingNetwork(Counter derivations)
            : base(Describe(), Device.Cpu(1)) => _derivations = derivations;

        private DoublingNetwork(DoublingNetwork other)
            : base(other) => _derivations = other._derivations;

        public float[] Result { get; set; } = [];

        public WeightTensor Weights => new(this, 0);

        public DoublingNetwork Share() => new(this);

        public float[] Predict(ReadOnlySpan<float> image) => PredictOne(image).ToArray();

        public ReadOnlySpan<float> PredictInPlace(ReadOnlySpan<float> image) => PredictOne(image);

        protected internal override void PredictBlock(in Block block)
        {
            for (var i = 0; i < block.Count * Length; i++) block.Output[i] = block.Derived[i % Length] * block.Input[i];
        }

        protected internal override void EvaluateBlock(in Block block) => PredictBlock(block);

        protected internal override void TrainBlock(in Block block) => PredictBlock(block);

        protected internal override void DeriveWeights(int task, float* weights, float* derived)
        {
            Interlocked.Increment(ref _derivations.Count);
            for (var i = 0; i < Length; i++) derived[i] = 2 * weights[i];
        }

        private static NetworkDescription Describe() => new()
        {
            ContractVersion = ContractVersion,
            Name = "Doubling",
            SpecHash = new string('a', 64),
            InputShape = (1, 1, Length),
            InputScale = [1],
            InputOffset = [0],
            Layers = [new("doubling", "Doubling", [Length], -1, 0, 0)],
            Parameters = [new("doubling.kernel", 0, [Length], "zeros", 0, 0, true)],
            Heads = [new("output", HeadKind.Values, Length, Length, null, 1, [], [])],
            WeightsLength = 16,
            DerivedLength = 16,
            DerivedTasks = 1,
            PredictDerivedLength = 16,
            PredictDerivedTasks = 1,
            BlockSize = 4,
            GradientChunks = 4,
            PredictArenaLength = 16,
            TrainArenaLength = 16,
            Optimizer = null,
            Summary = "Doubling: 3 -> 3",
        };
    }
}
