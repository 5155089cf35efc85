namespace CnnGen;

/// <summary>Work that is cut into tasks which may run in any order, on any thread.</summary>
internal interface ITeamJob
{
    /// <summary>Runs one task.</summary>
    /// <param name="task">From 0 to the number of tasks - 1.</param>
    /// <param name="worker">From 0 to the team's threads - 1: no two tasks that run at once have the same one.</param>
    void Run(int task, int worker);
}
