namespace CnnGen;

/// <summary>Writes forms of the weights that training reads.</summary>
internal sealed unsafe class CpuDeriveJob(Network network, AlignedBuffer derived) : ITeamJob
{
    /// <summary>Which parts of <see cref="Network.DeriveWeights"/> to write.</summary>
    public int[] Parts { get; set; } = [];

    public void Run(int task, int worker) => network.DeriveWeights(Parts[task], network.Store.Pointer, derived.Pointer);
}
