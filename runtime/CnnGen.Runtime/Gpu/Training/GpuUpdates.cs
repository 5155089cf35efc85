namespace CnnGen.Gpu;

/// <summary>
/// Changes a network's weights on a device by its gradients there: regularizers, clipping, the optimizer with its memory, and moving averages. Only the norms of ranges come
/// to the host, which checks them as on the processor before anything is changed.
/// </summary>
internal sealed unsafe class GpuUpdates : IDisposable
{
    private readonly NetworkDescription _network;
    private readonly GpuQueue _queue;
    private readonly WeightRange[] _ranges;
    private readonly GradientNorms _norms;
    private readonly float[] _pairs;
    private readonly float[] _scales;
    private readonly int _movingAverages;
    private readonly GpuBuffer _table;
    private readonly GpuBuffer _pairsOfRanges;
    private readonly GpuBuffer _scalesOfParameters;
    private readonly GpuBuffer _moments;
    private GpuSlots? _slots;

    public GpuUpdates(NetworkDescription network, GpuQueue queue, TrainingScope scope)
    {
        (_network, _queue, Scope) = (network, queue, scope);
        _ranges = WeightRange.Of(network, scope);
        _norms = new GradientNorms(network, _ranges);
        _pairs = new float[2 * _ranges.Length];
        _scales = new float[network.Parameters.Length];
        _table = queue.Allocate(_ranges.Length * RangeTable.Width);
        _pairsOfRanges = queue.Allocate(_pairs.Length);
        _scalesOfParameters = queue.Allocate(_scales.Length);
        Upload(_table, RangeTable.Of(network, _ranges, null));
        var moments = RangeTable.Of(network.PhaseEnds.Where(scope.Trains).SelectMany(end => end.Moments));
        _movingAverages = moments.Length / RangeTable.Width;
        _moments = queue.Allocate(moments.Length);
        Upload(_moments, moments);
    }

    /// <summary>What is changed.</summary>
    public TrainingScope Scope { get; }

    /// <inheritdoc cref="Executor.ApplyGradients"/>
    /// <param name="weights">All weights.</param>
    /// <param name="gradients">Their gradients, and the batch's statistics in place of those of moving averages.</param>
    /// <param name="optimizer">The rule, and what it remembers.</param>
    public ParameterDescription? Apply(GpuView weights, GpuView gradients, OptimizerState optimizer)
    {
        if (_slots is null || _slots.Optimizer != optimizer)
            Attach(optimizer);
        if (_ranges.Length > 0 && Prepare(weights, gradients, optimizer.Optimizer) is { } spoiled)
            return spoiled;
        if (_ranges.Length > 0)
            Update(weights, gradients, optimizer);
        if (_movingAverages > 0)
            _queue.Launch(KernelLibrary.Weights, 2, Groups(_movingAverages), weights, gradients, View(_moments));
        return null;
    }

    /// <inheritdoc cref="Regularization.Penalty"/>
    public double Penalty(GpuView weights)
    {
        if (!_ranges.Any(range => IsRegularized(range.Parameter)))
            return 0;
        _queue.Launch(KernelLibrary.Weights, 1, Groups(_ranges.Length), weights, View(_table), View(_pairsOfRanges));
        Download(_pairsOfRanges, _pairs);
        var penalty = 0.0;
        for (var index = 0; index < _ranges.Length; index++)
        {
            // What has no penalty must not make it NaN.
            var parameter = _network.Parameters[_ranges[index].Parameter];
            if (parameter.L1 != 0)
                penalty += parameter.L1 * _pairs[2 * index];
            if (parameter.L2 != 0)
                penalty += parameter.L2 * _pairs[(2 * index) + 1];
        }

        return penalty;
    }

    /// <summary>Brings back what the optimizer remembers.</summary>
    public void Synchronize() => _slots?.Download();

    /// <summary>Says that the host's weights were changed, and with them perhaps what the optimizer remembers: it is read again.</summary>
    public void HostChanged() => _slots?.Forget();

    public void Dispose()
    {
        _slots?.Dispose();
        _table.Dispose();
        _pairsOfRanges.Dispose();
        _scalesOfParameters.Dispose();
        _moments.Dispose();
    }

    private void Attach(OptimizerState optimizer)
    {
        _slots?.Dispose();
        _slots = new GpuSlots(_queue, optimizer);
        Upload(_table, RangeTable.Of(_network, _ranges, optimizer));
    }

    /// <summary>Adds the regularizers' gradients, and sums what the norms are of.</summary>
    public void AddPenalties(GpuView weights, GpuView gradients)
    {
        if (_ranges.Length > 0)
            _queue.Launch(KernelLibrary.Weights, 0, Groups(_ranges.Length), weights, gradients, View(_table), View(_pairsOfRanges));
    }

    /// <summary>Adds the regularizers' gradients and looks whether all are finite.</summary>
    private ParameterDescription? Prepare(GpuView weights, GpuView gradients, Optimizer optimizer)
    {
        AddPenalties(weights, gradients);
        Download(_pairsOfRanges, _pairs);
        for (var range = 0; range < _ranges.Length; range++)
        {
            var largest = (double)_pairs[2 * range];
            _norms.Set(range, largest * largest * _pairs[(2 * range) + 1]);
        }

        if (_norms.Finish(optimizer) is { } spoiled)
            return spoiled;
        for (var parameter = 0; parameter < _scales.Length; parameter++)
            _scales[parameter] = _norms.Scale(parameter);
        Upload(_scalesOfParameters, _scales);
        return null;
    }

    private void Update(GpuView weights, GpuView gradients, OptimizerState optimizer)
    {
        var rule = optimizer.GpuRule;
        var slots = _slots!;
        slots.Upload();
        var flags = rule.Flags | (slots.Average is null ? 0 : GpuRule.Averages) | (optimizer.AverageOverwrites ? GpuRule.Overwrites : 0);
        _queue.Launch(
            KernelLibrary.Optimizers, rule.Kernel, Groups(_ranges.Length),
            weights, gradients, slots.View(rule, 0) ?? weights, slots.View(rule, 1) ?? weights, slots.View(rule, 2) ?? weights, slots.Average ?? weights,
            View(_table), View(_scalesOfParameters), optimizer.Decay, (float)(optimizer.Optimizer.ClipValue ?? double.PositiveInfinity),
            optimizer.AverageMomentum, optimizer.AverageShare, flags, rule.Number(0), rule.Number(1), rule.Number(2), rule.Number(3), rule.Number(4));
        slots.Changed();
    }

    private bool IsRegularized(int parameter) => _network.Parameters[parameter] is { L1: not 0 } or { L2: not 0 };

    private void Upload(GpuBuffer buffer, float[] values)
    {
        fixed (float* pointer = values)
            _queue.Upload(pointer, View(buffer), values.Length);
    }

    private void Download(GpuBuffer buffer, float[] values)
    {
        fixed (float* pointer = values)
            _queue.Download(View(buffer), pointer, values.Length);
    }

    private static GpuView View(GpuBuffer buffer) => new(buffer, 0);

    private static GpuGrid Groups(int count) => new(count, 1, 1, KernelLibrary.ReducingThreads);
}
