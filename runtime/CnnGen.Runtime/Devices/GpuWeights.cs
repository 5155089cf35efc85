using CnnGen.Gpu;

namespace CnnGen;

/// <summary>A network's weights on a device, and their other forms. Where steps have changed them there, they are newer than the host's.</summary>
internal sealed unsafe class GpuWeights : IDisposable
{
    // Generated code may read fours behind a tensor's end.
    private const int Slack = 64;

    private readonly Network _network;
    private readonly GpuQueue _queue;
    private readonly GpuBuffer _weights;
    private readonly GpuBuffer _derived;
    private readonly GpuBuffer _constants;

    // The host's version that the device has; of each kind of other forms, the change of the weights that it was made after.
    private long _version = -1;
    private long _changes;
    private long _forPredicting = -1;
    private long _forTraining = -1;
    private bool _isNewer;

    // The host's weights that the device got, counted, and which of them the forms of all layers were made after for training: steps leave those of frozen layers.
    private long _uploads;
    private long _formsOfAll = -1;
    private HashSet<int>? _trained;

    public GpuWeights(Network network, GpuDescription code, GpuQueue queue)
    {
        (_network, _queue) = (network, queue);
        _weights = queue.Allocate(WeightStore.RoundUp(network.Description.WeightsLength) + Slack);
        _derived = queue.Allocate(code.DerivedLength + Slack);
        _constants = queue.Allocate(code.Constants.Length + Slack);
        fixed (float* constants = code.Constants)
            queue.Upload(constants, Constants, code.Constants.Length);
    }

    /// <summary>All parameters.</summary>
    public GpuView All => new(_weights, 0);

    /// <summary>Their other forms.</summary>
    public GpuView Derived => new(_derived, 0);

    /// <summary>Numbers that kernels read.</summary>
    public GpuView Constants => new(_constants, 0);

    /// <summary>What the steps change.</summary>
    public TrainingScope Scope
    {
        set
        {
            var description = _network.Description;
            _trained = description.Parameters.Where((_, index) => value.Trains(index)).Select(description.LayerOf).ToHashSet();

            // Another run may have changed what this one freezes.
            _formsOfAll = -1;
        }
    }

    /// <summary>Copies the host's where they were changed there.</summary>
    /// <returns>Whether they were.</returns>
    public bool Upload()
    {
        if (_version == _network.Store.Version)
            return false;
        _queue.Upload(_network.Store.Pointer, All, _network.Description.WeightsLength);
        _version = _network.Store.Version;
        _isNewer = false;
        _changes++;
        _uploads++;
        return true;
    }

    /// <summary>Makes the other forms that a pass reads.</summary>
    public void Derive(GpuBlock block, bool training)
    {
        ref var made = ref training ? ref _forTraining : ref _forPredicting;
        if (made == _changes)
            return;
        block.FormsOf = _formsOfAll == _uploads ? _trained : null;
        _network.DeriveOnGpu(block, training);
        made = _changes;
        if (training)
            _formsOfAll = _uploads;
    }

    /// <summary>Says that a step has changed the device's. The host's version is about to grow for it.</summary>
    public void Changed()
    {
        _version = _network.Store.Version + 1;
        _isNewer = true;
        _changes++;
    }

    /// <summary>Copies the device's to the host where they are newer.</summary>
    /// <returns>Whether they were.</returns>
    public bool Synchronize()
    {
        // What was changed on the host meanwhile is newer still.
        if (!_isNewer || _version != _network.Store.Version)
            return false;
        _queue.Download(All, _network.Store.Pointer, _network.Description.WeightsLength);
        _isNewer = false;
        return true;
    }

    public void Dispose()
    {
        _weights.Dispose();
        _derived.Dispose();
        _constants.Dispose();
    }
}
