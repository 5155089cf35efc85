namespace CnnGen;

/// <summary>Sums the chunks' gradients, with those of the regularizers, and their squares, a range of weights a task.</summary>
internal sealed unsafe class CpuSumJob(Network network, ChunkGradients gradients, WeightRange[] ranges, GradientNorms norms) : ITeamJob
{
    /// <summary>Chunks that the last step wrote.</summary>
    public int Chunks;

    public void Run(int task, int worker)
    {
        var range = ranges[task];
        var total = gradients.Sum(Chunks, range.Start, range.PaddedLength);
        Regularization.AddGradient(network.Description.Parameters[range.Parameter], network.Store.Pointer, total, range.Start, range.PaddedLength);
        var sums = total + range.Start;

        // Behind a tensor's end lies unused room up to the next multiple of 16 floats: a gradient of zero leaves it zero.
        new Span<float>(sums + range.Length, range.PaddedLength - range.Length).Clear();
        norms.Add(task, sums, range.PaddedLength);
    }
}
