namespace CnnGen;

/// <summary>Takes images to what the layers that are trained at first see of them.</summary>
internal sealed unsafe class CpuFeatureJob(Network network, CpuArenas arenas, int vectorBits) : CpuJob(network, arenas, vectorBits)
{
    private readonly int _blockSize = network.Description.BlockSize;
    private readonly int _length = network.Description.FeatureLength;

    public override void Run(int task, int worker)
    {
        var first = task * _blockSize;
        var block = MakeBlock(first, Math.Min(_blockSize, Batch.Count - first), worker);
        block.Output = Batch.Output + (long)first * _length;
        Network.FeatureBlock(block);
    }
}
