using System.Diagnostics.CodeAnalysis;
using CnnGen.Gpu;

namespace CnnGen;

/// <summary>The gradients of a network on a device, and how they change its weights.</summary>
internal sealed unsafe class GpuTraining : IDisposable
{
    private readonly Network _network;
    private readonly GpuQueue _queue;
    private readonly GpuBuffer _gradients;
    private readonly ChunkGradients _host;
    private readonly BatchStatistics _statistics;
    private TrainingScope _scope;
    private WeightRange[] _ranges;
    private GradientNorms _norms;
    private CpuSumJob _sum;
    private CpuUpdateJob _update;

    public GpuTraining(Network network, GpuDescription code, GpuQueue queue)
    {
        _network = network;
        _queue = queue;
        var length = WeightStore.RoundUp(network.Description.WeightsLength + code.SumsLength);
        _gradients = queue.Allocate(length);
        _host = new ChunkGradients(1, length);
        _statistics = new BatchStatistics(_host);
        Scope = TrainingScope.Of(network.Description);
    }

    /// <summary>What the steps change.</summary>
    public TrainingScope Scope
    {
        get => _scope;
        [MemberNotNull(nameof(_scope), nameof(_ranges), nameof(_norms), nameof(_sum), nameof(_update))]
        set
        {
            _scope = value;
            _ranges = WeightRange.Of(_network.Description, value);
            _norms = new GradientNorms(_network.Description, _ranges);
            _sum = new CpuSumJob(_network, _host, _ranges, _norms) { Chunks = 1 };
            _update = new CpuUpdateJob(_network, _host, _ranges, _norms);
        }
    }

    /// <summary>Clears the gradients, and tells the block what a step needs to know.</summary>
    public void Prepare(GpuBlock block, ulong seed, uint step)
    {
        _queue.Clear(new GpuView(_gradients, 0), _gradients.Length);
        block.Gradients = new GpuView(_gradients, 0);
        block.FirstTrained = _scope.First;
        block.TrainsFrozen = _scope.TrainsFrozen;
        block.Seed = seed;
        block.Step = step;
    }

    /// <inheritdoc cref="Executor.ApplyGradients"/>
    public ParameterDescription? ApplyGradients(OptimizerState optimizer)
    {
        _queue.Download(new GpuView(_gradients, 0), _host[0], _gradients.Length);
        for (var range = 0; range < _ranges.Length; range++)
            _sum.Run(range, 0);
        if (_norms.Finish(optimizer.Optimizer) is { } spoiled)
            return spoiled;

        _update.Optimizer = optimizer;
        for (var range = 0; range < _ranges.Length; range++)
            _update.Run(range, 0);
        foreach (var end in _network.Description.PhaseEnds)
        {
            if (_scope.Trains(end))
                _statistics.UpdateMoving(end, _network.Store.Pointer);
        }

        return null;
    }

    public void Dispose()
    {
        _gradients.Dispose();
        _host.Dispose();
    }
}
