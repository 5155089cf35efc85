namespace CnnGen;

/// <summary>Lets the optimizer change the trainable weights by the summed gradients, a range of weights a task.</summary>
internal sealed unsafe class CpuUpdateJob(Network network, ChunkGradients gradients, WeightRange[] ranges, GradientNorms norms) : ITeamJob
{
    /// <summary>Computes the change.</summary>
    public OptimizerState? Optimizer;

    public void Run(int task, int worker)
    {
        var range = ranges[task];
        Optimizer!.Update(range, network.Store.Pointer, gradients[0], norms.Scale(range.Parameter));
    }
}
