using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>
/// Takes a batch forward and back. A task is a chunk: its images go through in order, in blocks, into the chunk's own gradients.
/// Chunks depend on the batch's size alone, which keeps the sums the same at any number of threads.
/// </summary>
internal sealed unsafe class CpuTrainJob(
    Network network, CpuArenas arenas, int vectorBits, LossSums losses, ChunkGradients gradients)
    : CpuJob(network, arenas, vectorBits)
{
    private readonly int _blockSize = network.Description.BlockSize;

    /// <summary>Images in a chunk; the last chunk may have fewer.</summary>
    public int ChunkSize;

    /// <summary>The seed of the run.</summary>
    public ulong Seed;

    /// <summary>The number of the step.</summary>
    public uint Step;

    public override void Run(int task, int worker)
    {
        var chunkGradients = gradients[task];
        NativeMemory.Clear(chunkGradients, (nuint)gradients.Length * sizeof(float));
        var end = Math.Min((task + 1) * ChunkSize, Batch.Count);
        for (var first = task * ChunkSize; first < end; first += _blockSize)
        {
            var block = MakeBlock(first, Math.Min(_blockSize, end - first), worker);
            block.Gradients = chunkGradients;
            block.Losses = losses.Row(task);
            block.Seed = Seed;
            block.Step = Step;
            Network.TrainBlock(block);
        }
    }
}
