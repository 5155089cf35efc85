namespace CnnGen;

/// <summary>Takes one image forward and leaves the outputs of all layers in the arena.</summary>
internal sealed class CpuInspectJob(Network network, CpuArenas arenas, int vectorBits) : CpuJob(network, arenas, vectorBits)
{
    public override void Run(int task, int worker) => Network.InspectBlock(MakeBlock(first: 0, count: 1, worker));
}
