using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace CnnGen;

/// <summary>
/// Threads that run the tasks of one job at a time; the thread that brings the job is worker 0 and takes tasks too.
/// A run allocates nothing, and idle workers sleep.
/// </summary>
/// <remarks>
/// Generation and number of unclaimed tasks share one 64-bit word, so a claim succeeds only for the job that the claimer has read.
/// That is why a worker that wakes late holds nobody up: it finds nothing left and sleeps again.
/// </remarks>
internal sealed class WorkerTeam
{
    private const long SpinMicroseconds = 2000;

    private static readonly Dictionary<int, WorkerTeam> s_teams = [];
    private static readonly long s_spinTicks =
        Environment.ProcessorCount == 1 ? 0 : Math.Max(1, Stopwatch.Frequency * SpinMicroseconds / 1_000_000);

    private readonly object _sleep = new();
    private readonly object _finish = new();
    private int _started;
    private int _busy;
    private int _sleepers;
    private bool _callerWaits;

    private ITeamJob? _job;
    private int _taskCount;
    private ulong _claims;
    private int _completed;
    private ExceptionDispatchInfo? _failure;

    /// <summary>A team of its own; <see cref="Of"/> gives the one that the process shares.</summary>
    internal WorkerTeam(int threads) => Threads = threads;

    /// <summary>Workers, with the thread that brings the job.</summary>
    public int Threads { get; }

    /// <summary>The process's team of this size.</summary>
    public static WorkerTeam Of(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        lock (s_teams)
        {
            if (!s_teams.TryGetValue(threads, out var team))
                s_teams.Add(threads, team = new WorkerTeam(threads));
            return team;
        }
    }

    /// <summary>
    /// Runs all tasks and returns when they are done. An exception of a task surfaces here (the first one; tasks not begun by then are left out).
    /// While the team works for another caller, this one runs its tasks alone.
    /// </summary>
    public void Run(ITeamJob job, int taskCount)
    {
        if (Threads == 1 || taskCount <= 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (var task = 0; task < taskCount; task++)
                job.Run(task, 0);
            return;
        }

        try
        {
            RunTogether(job, taskCount);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    private void RunTogether(ITeamJob job, int taskCount)
    {
        StartWorkers();

        _job = job;
        _taskCount = taskCount;
        _completed = 0;
        _failure = null;
        var generation = (uint)(_claims >> 32) + 1;
        Interlocked.Exchange(ref _claims, ((ulong)generation << 32) | (uint)taskCount);
        WakeWorkers(Math.Min(taskCount, Threads) - 1);

        TakeTasks(0);
        WaitForOthers(taskCount);
        _job = null;
        _failure?.Throw();
    }

    private void StartWorkers()
    {
        while (_started < Threads - 1)
            StartWorker(_started + 1);
    }

    private void StartWorker(int worker)
    {
        new Thread(() => Work(worker)) { IsBackground = true, Name = $"CnnGen worker {worker}" }.UnsafeStart();
        _started = worker;
    }

    private void WakeWorkers(int wanted)
    {
        if (Volatile.Read(ref _sleepers) == 0)
            return;
        lock (_sleep)
        {
            for (var i = 0; i < wanted; i++)
                Monitor.Pulse(_sleep);
        }
    }

    private void Work(int worker)
    {
        while (true)
        {
            TakeTasks(worker);
            if (!SpinForTasks())
                SleepForTasks();
        }
    }

    private void TakeTasks(int worker)
    {
        while (true)
        {
            var claims = Volatile.Read(ref _claims);
            var left = (int)(uint)claims;
            if (left == 0)
                return;
            var job = _job;
            var taskCount = _taskCount;
            if (Interlocked.CompareExchange(ref _claims, claims - 1, claims) != claims)
                continue;

            // The claim held, so job and count belong to it: they change only after every claimed task is completed.
            RunTask(job!, taskCount - left, worker);
            Complete(taskCount);
        }
    }

    private void RunTask(ITeamJob job, int task, int worker)
    {
        if (Volatile.Read(ref _failure) is not null)
            return;
        try
        {
            job.Run(task, worker);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }

    private void Complete(int taskCount)
    {
        if (Interlocked.Increment(ref _completed) < taskCount || !Volatile.Read(ref _callerWaits))
            return;
        lock (_finish)
            Monitor.Pulse(_finish);
    }

    private void WaitForOthers(int taskCount)
    {
        var start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _completed) < taskCount)
        {
            if (Stopwatch.GetTimestamp() - start < s_spinTicks)
            {
                Thread.SpinWait(4);
                continue;
            }

            lock (_finish)
            {
                // A full fence between announcing the wait and looking once more, as Complete has one between counting and looking.
                _callerWaits = true;
                Interlocked.MemoryBarrier();
                while (Volatile.Read(ref _completed) < taskCount)
                    Monitor.Wait(_finish);
                _callerWaits = false;
            }
        }
    }

    private bool SpinForTasks()
    {
        var start = Stopwatch.GetTimestamp();
        do
        {
            if ((uint)Volatile.Read(ref _claims) != 0)
                return true;
            Thread.SpinWait(4);
        }
        while (Stopwatch.GetTimestamp() - start < s_spinTicks);
        return false;
    }

    private void SleepForTasks()
    {
        lock (_sleep)
        {
            // A full fence: either this worker sees the new tasks, or the caller sees the sleeper and wakes it.
            Interlocked.Increment(ref _sleepers);
            while ((uint)Volatile.Read(ref _claims) == 0)
                Monitor.Wait(_sleep);
            Interlocked.Decrement(ref _sleepers);
        }
    }
}
