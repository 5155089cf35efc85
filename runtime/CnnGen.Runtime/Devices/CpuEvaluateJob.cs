namespace CnnGen;

/// <summary>Evaluates a batch in blocks of the description's size, so that losses are always summed in the same groups.</summary>
internal sealed unsafe class CpuEvaluateJob(Network network, CpuArenas arenas, int vectorBits, LossSums losses)
    : CpuJob(network, arenas, vectorBits)
{
    private readonly int _blockSize = network.Description.BlockSize;

    public override void Run(int task, int worker)
    {
        var first = task * _blockSize;
        var block = MakeBlock(first, Math.Min(_blockSize, Batch.Count - first), worker);
        block.Losses = losses.Row(task);
        Network.EvaluateBlock(block);
    }
}
