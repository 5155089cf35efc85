namespace CnnGen.Runtime.Tests.Data;

public unsafe class BatchLoaderTests
{
    [Fact]
    public void WithoutShuffle_BatchesAreTheSamplesInOrder()
    {
        using var loader = Load(new Numbers(10), 4, shuffle: false);
        Assert.Equal(3, loader.BatchesPerEpoch);
        Assert.False(loader.TryNext(Token, out _));
        for (var epoch = 0; epoch < 3; epoch++)
        {
            loader.StartEpoch(epoch);
            Assert.Equal(["0 1 2 3", "4 5 6 7", "8 9"], Rest(loader));
            Assert.False(loader.TryNext(Token, out _));
        }
    }

    [Fact]
    public void Batches_AreAlignedAndHoldInputBesideTarget()
    {
        using var loader = Load(new Numbers(10), 4, shuffle: true);
        loader.StartEpoch(0);
        while (loader.TryNext(Token, out var batch))
        {
            Assert.Equal(0, ((long)batch.Input | (long)batch.Target) % 64);
            for (var i = 0; i < batch.Count; i++)
            {
                Assert.Equal(batch.Target[i], batch.Input[3 * i]);
                // The dataset leaves the others alone: whatever an earlier batch held there is gone.
                Assert.Equal(batch.Target[i] % 2 == 0 ? 7 : 0, batch.Input[3 * i + 2]);
            }
        }
    }

    [Fact]
    public void Shuffle_ShowsEachSampleOnceAndDependsOnSeedAndEpoch()
    {
        using var loader = Load(new Numbers(100), 8, shuffle: true);
        var (first, second) = (Epoch(loader, 0), Epoch(loader, 1));
        Assert.Equal(Enumerable.Range(0, 100), string.Join(' ', first).Split(' ').Select(int.Parse).Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, Epoch(loader, 0));
        using var other = new BatchLoader(new Numbers(100), 8, true, 99, [1], [0]);
        Assert.NotEqual(first, Epoch(other, 0));
    }

    [Fact]
    public void StartEpoch_ResumesAnywhereAndAbandonsWhatWasAssembled()
    {
        using var loader = Load(new Numbers(100), 8, shuffle: true);
        var whole = Epoch(loader, 5);
        for (var batch = 0; batch <= loader.BatchesPerEpoch; batch++)
        {
            loader.StartEpoch(4, batch / 2);
            if (batch % 3 == 0)
                loader.TryNext(Token, out _);
            loader.StartEpoch(5, batch);
            Assert.Equal(whole[batch..], Rest(loader));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => loader.StartEpoch(0, loader.BatchesPerEpoch + 1));
    }

    [Fact]
    public void Batch_StaysAsItIsUntilTheNextIsTaken()
    {
        using var loader = Load(new Numbers(1000), 1, shuffle: false);
        loader.StartEpoch(0);
        for (var i = 0; loader.TryNext(Token, out var batch); i++)
        {
            if (i % 100 == 0)
                Thread.Sleep(1);
            Assert.Equal(i, batch.Target[0]);
        }
    }

    [Fact]
    public void Steps_AllocateNothing()
    {
        var dataset = new Numbers(512);
        using var loader = Load(dataset, 4, shuffle: true);
        using var cancellation = new CancellationTokenSource();
        // A token's first registrations allocate, and so does a thread's first wait.
        for (var epoch = 0; epoch < 4; epoch++)
            RunThrough(loader, epoch, cancellation.Token);
        var (consumer, assembler) = (GC.GetAllocatedBytesForCurrentThread(), dataset.AllocatedOnThread);
        for (var epoch = 4; epoch < 8; epoch++)
            RunThrough(loader, epoch, cancellation.Token);
        var (consumed, assembled) = (GC.GetAllocatedBytesForCurrentThread() - consumer, dataset.AllocatedOnThread - assembler);
        Assert.Equal((0, 0), (consumed, assembled));
    }

    [Fact]
    public void Failure_ReachesTheConsumerWithItsIndexAfterTheGoodBatches()
    {
        using var loader = Load(new Numbers(12) { Bad = 9 }, 4, shuffle: false);
        for (var epoch = 0; epoch < 2; epoch++)
        {
            loader.StartEpoch(epoch);
            Assert.True(loader.TryNext(Token, out _));
            Assert.True(loader.TryNext(Token, out _));
            var error = Assert.Throws<DatasetException>(() => loader.TryNext(Token, out _));
            Assert.Equal(9, error.Index);
            Assert.Contains("sample 9: worn out", error.Message);
            Assert.IsType<IOException>(error.InnerException);
        }

        loader.StartEpoch(2);
        Assert.True(loader.TryNext(Token, out _));
    }

    [Fact]
    public void Cancellation_WakesAWaitingConsumerAndLosesNoBatch()
    {
        using var gate = new ManualResetEventSlim();
        using var loader = Load(new Numbers(8) { Gate = gate }, 4, shuffle: false);
        loader.StartEpoch(0);
        using var cancellation = new CancellationTokenSource(20);
        Assert.ThrowsAny<OperationCanceledException>(() => loader.TryNext(cancellation.Token, out _));
        gate.Set();
        Assert.Equal(["0 1 2 3", "4 5 6 7"], Rest(loader));
    }

    [Fact]
    public void Dispose_DoesNotWaitForEverForADatasetThatHangs()
    {
        using var gate = new ManualResetEventSlim();
        var loader = Load(new Numbers(8) { Gate = gate }, 4, shuffle: false);
        loader.StartEpoch(0);
        var start = Environment.TickCount64;
        loader.Dispose();
        Assert.InRange(Environment.TickCount64 - start, 0, 10_000);
        Assert.Throws<ObjectDisposedException>(() => loader.TryNext(Token, out _));
        Assert.Throws<ObjectDisposedException>(() => loader.StartEpoch(0));
        loader.Dispose();
        gate.Set();
    }

    [Fact]
    public void Dispose_AtAnyMomentReturns()
    {
        for (var taken = 0; taken < 20; taken++)
        {
            var loader = Load(new Numbers(64), 4, shuffle: true);
            loader.StartEpoch(0);
            for (var i = 0; i < taken; i++)
                loader.TryNext(Token, out _);
            loader.Dispose();
        }
    }

    [Fact]
    public void Datasets_LearnWhatTheyAreReadFor()
    {
        var dataset = new Numbers(6);
        using (var loader = new BatchLoader(dataset, 4, false, 17, [1], [0], (3, 1, 1)))
        {
            RunThrough(loader, 5, Token);
            Assert.Equal(((3, 1, 1), 17UL, 5, true), dataset.LastReading);
            RunThrough(loader, 6, Token);
            Assert.Equal(6, dataset.LastReading.Epoch);
        }

        using var evaluation = new BatchLoader(dataset, 4, false, 0, [1], [0], training: false);
        RunThrough(evaluation, 0, Token);
        Assert.False(dataset.LastReading.IsTraining);
    }

    [Fact]
    public void Settings_AreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Load(new Numbers(8), 0, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => Load(new Numbers(0), 1, false));
        using var loader = Load(new Numbers(3), int.MaxValue, false);
        loader.StartEpoch(0);
        Assert.Equal(["0 1 2"], Rest(loader));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static BatchLoader Load(IDataset dataset, int batchSize, bool shuffle) => new(dataset, batchSize, shuffle, 1, [1], [0]);

    private static string[] Epoch(BatchLoader loader, int epoch)
    {
        loader.StartEpoch(epoch);
        return Rest(loader);
    }

    private static string[] Rest(BatchLoader loader)
    {
        var batches = new List<string>();
        while (loader.TryNext(Token, out var batch))
            batches.Add(string.Join(' ', new ReadOnlySpan<float>(batch.Target, batch.Count).ToArray()));
        return [.. batches];
    }

    private static void RunThrough(BatchLoader loader, int epoch, CancellationToken cancellation)
    {
        loader.StartEpoch(epoch);
        while (loader.TryNext(cancellation, out _))
        {
        }
    }

    private sealed class Numbers(int count) : IDataset
    {
        public int Bad { get; init; } = -1;

        public ManualResetEventSlim? Gate { get; init; }

        public long AllocatedOnThread { get; private set; }

        public ((int, int, int) Shape, ulong Seed, int Epoch, bool IsTraining) LastReading { get; private set; }

        public int Count => count;

        public int InputLength => 3;

        public int TargetLength => 1;

        public void Read(int index, SampleWriter sample)
        {
            AllocatedOnThread = GC.GetAllocatedBytesForCurrentThread();
            LastReading = (sample.Shape, sample.Seed, sample.Epoch, sample.IsTraining);
            Gate?.Wait();
            if (index == Bad)
                throw new IOException("worn out");
            sample.Input[0] = index;
            if (index % 2 == 0)
                sample.Input[2] = 7;
            sample.Target[0] = index;
        }
    }
}
