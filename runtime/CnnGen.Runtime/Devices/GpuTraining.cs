using CnnGen.Gpu;

namespace CnnGen;

/// <summary>The gradients of a network on a device, and what changes its weights by them.</summary>
internal sealed class GpuTraining : IDisposable
{
    private readonly NetworkDescription _network;
    private readonly GpuQueue _queue;
    private readonly GpuBuffer _gradients;

    public GpuTraining(NetworkDescription network, GpuDescription code, GpuQueue queue)
    {
        (_network, _queue) = (network, queue);
        _gradients = queue.Allocate(WeightStore.RoundUp(network.WeightsLength + code.SumsLength));
        Updates = new GpuUpdates(network, queue, TrainingScope.Of(network));
    }

    /// <summary>What changes the weights.</summary>
    public GpuUpdates Updates { get; private set; }

    /// <summary>The gradients in the layout of the weights, then the sums.</summary>
    public GpuView Gradients => new(_gradients, 0);

    /// <summary>Says what the next steps change.</summary>
    public void Begin(TrainingScope scope)
    {
        Updates.Dispose();
        Updates = new GpuUpdates(_network, _queue, scope);
    }

    /// <summary>Clears the gradients for a step, and tells the block of it.</summary>
    public void Prepare(GpuBlock block, ulong seed, uint step)
    {
        var first = Updates.Scope.FirstOffset;
        _queue.Clear(Gradients + first, _gradients.Length - first);
        block.Gradients = Gradients;
        block.FirstTrained = Updates.Scope.First;
        block.Seed = seed;
        block.Step = step;
    }

    public void Dispose()
    {
        Updates.Dispose();
        _gradients.Dispose();
    }
}
