namespace CnnGen;

/// <summary>Predicts a batch in blocks. A network gives an image the same output in any block, so the cut may depend on the number of threads.</summary>
internal sealed class CpuPredictJob(Network network, CpuArenas arenas, int vectorBits) : CpuJob(network, arenas, vectorBits)
{
    /// <summary>Images in a task.</summary>
    public int BlockSize;

    public override void Run(int task, int worker)
    {
        var first = task * BlockSize;
        Network.PredictBlock(MakeBlock(first, Math.Min(BlockSize, Batch.Count - first), worker));
    }
}
