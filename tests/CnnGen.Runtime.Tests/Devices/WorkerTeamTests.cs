namespace CnnGen.Runtime.Tests.Devices;

public sealed class WorkerTeamTests
{
    private sealed class Job(int threads, Action<int>? act = null) : ITeamJob
    {
        private readonly int[] _atWork = new int[threads];
        private int _overlaps;

        public int[] Runs { get; } = new int[1000];

        public int Overlaps => _overlaps;

        public void Run(int task, int worker)
        {
            if (Interlocked.Increment(ref _atWork[worker]) > 1)
                Interlocked.Increment(ref _overlaps);
            Interlocked.Increment(ref Runs[task]);
            act?.Invoke(task);
            Interlocked.Decrement(ref _atWork[worker]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void EveryTaskRunsOnceAndWorkersAreNeverDoubled(int threads)
    {
        var team = WorkerTeam.Of(threads);
        for (var run = 0; run < 300; run++)
        {
            var job = new Job(threads, _ => Thread.SpinWait(20));
            var tasks = run % 50;
            team.Run(job, tasks);
            Assert.All(job.Runs[..tasks], count => Assert.Equal(1, count));
            Assert.All(job.Runs[tasks..], count => Assert.Equal(0, count));
            Assert.Equal(0, job.Overlaps);
        }
    }

    [Fact]
    public void AllMembersTakePart()
    {
        // Two tasks that wait for each other end only if two threads run them. A team of its own: one that works for another caller leaves this one alone.
        var team = new WorkerTeam(2);
        for (var run = 0; run < 3; run++)
        {
            using var meeting = new Barrier(2);
            var job = new Job(2, _ => Assert.True(meeting.SignalAndWait(TimeSpan.FromSeconds(60))));
            team.Run(job, 2);
            Assert.Equal([1, 1], job.Runs[..2]);

            // Long enough for the worker to fall asleep, so that the next run has to wake it.
            Thread.Sleep(5);
        }
    }

    [Fact]
    public void ACallerIsNotHeldUpByATeamAtWork()
    {
        var team = new WorkerTeam(2);
        using var begun = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        var other = new Thread(() => team.Run(new Job(2, _ => { begun.Set(); end.Wait(); }), 2));
        other.Start();
        Assert.True(begun.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        var job = new Job(2);
        team.Run(job, 2);
        Assert.Equal([1, 1], job.Runs[..2]);
        end.Set();
        other.Join();
    }

    [Fact]
    public void CallersWhoFindTheTeamBusyWorkAlone()
    {
        var team = WorkerTeam.Of(3);
        Parallel.For(0, 6, _ =>
        {
            for (var run = 0; run < 200; run++)
            {
                var job = new Job(3);
                team.Run(job, 25);
                Assert.All(job.Runs[..25], count => Assert.Equal(1, count));
            }
        });
    }

    [Fact]
    public void AJobMayBringAJob()
    {
        var team = WorkerTeam.Of(2);
        var inner = new Job(2);
        team.Run(new Job(2, _ => team.Run(inner, 3)), 4);
        Assert.Equal([4, 4, 4], inner.Runs[..3]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void TheFirstExceptionSurfacesAndTheTeamGoesOn(int threads)
    {
        var team = WorkerTeam.Of(threads);
        for (var run = 0; run < 50; run++)
        {
            var failing = new Job(threads, task => throw new InvalidDataException($"task {task}"));
            Assert.StartsWith("task ", Assert.Throws<InvalidDataException>(() => team.Run(failing, 20)).Message);
            Assert.True(failing.Runs.Sum() <= threads);

            var job = new Job(threads);
            team.Run(job, 20);
            Assert.Equal(20, job.Runs.Sum());
        }
    }

    [Fact]
    public void ARunAllocatesNothing()
    {
        var team = WorkerTeam.Of(2);
        var job = new Job(2);
        team.Run(job, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 100; run++)
            team.Run(job, 10);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void TeamsAreSharedBySize()
    {
        Assert.Same(WorkerTeam.Of(2), WorkerTeam.Of(2));
        Assert.NotSame(WorkerTeam.Of(2), WorkerTeam.Of(3));
    }
}
