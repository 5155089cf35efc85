namespace CnnGen;

/// <summary>Writes the forms of the weights that training reads.</summary>
internal sealed unsafe class CpuDeriveJob(Network network, AlignedBuffer derived) : ITeamJob
{
    public void Run(int task, int worker) => network.DeriveWeights(network.Description.UntrainedDerivedTasks + task, network.Store.Pointer, derived.Pointer);
}
