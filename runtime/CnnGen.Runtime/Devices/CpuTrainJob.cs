using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>
/// Takes a batch forward and back, or through one phase of that. A task is a chunk: its images go through in order, in blocks, into the chunk's own gradients.
/// Chunks depend on the batch's size alone, which keeps the sums the same at any number of threads.
/// </summary>
internal sealed unsafe class CpuTrainJob(
    Network network, CpuArenas arenas, CpuArenas keptArenas, int vectorBits, LossSums losses, ChunkGradients gradients)
    : CpuJob(network, arenas, vectorBits)
{
    private readonly int _blockSize = network.Description.BlockSize;
    private readonly bool _hasPhases = network.Description.PhaseEnds.Length > 0;

    /// <summary>Images in a chunk; the last chunk may have fewer.</summary>
    public int ChunkSize;

    /// <summary>Which part of the step to run; the first one clears the gradients.</summary>
    public int Phase;

    /// <summary>What the step changes.</summary>
    public TrainingScope? Scope;

    /// <summary>The seed of the run.</summary>
    public ulong Seed;

    /// <summary>The number of the step.</summary>
    public uint Step;

    /// <summary>Blocks that a chunk is taken through in.</summary>
    public int BlocksPerChunk => (ChunkSize + _blockSize - 1) / _blockSize;

    public override void Run(int task, int worker)
    {
        var chunkGradients = gradients[task];
        if (Phase == 0)
            NativeMemory.Clear(chunkGradients + Scope!.FirstOffset, (nuint)(gradients.Length - Scope.FirstOffset) * sizeof(float));
        var start = task * ChunkSize;
        var end = Math.Min(start + ChunkSize, Batch.Count);
        var number = task * BlocksPerChunk;
        for (var first = start; first < end; first += _blockSize, number++)
        {
            var block = MakeBlock(first, Math.Min(_blockSize, end - first), worker);
            block.Kept = _hasPhases ? keptArenas[number] : null;
            block.Gradients = chunkGradients;
            block.Totals = gradients[0];
            block.Losses = losses.Row(task);
            block.Before = first - start;
            block.After = end - first - block.Count;
            block.Phase = Phase;
            block.FirstTrained = Scope!.First;
            block.TrainsFrozen = Scope.TrainsFrozen;
            block.Seed = Seed;
            block.Step = Step;
            Network.TrainBlock(block);
        }
    }
}
