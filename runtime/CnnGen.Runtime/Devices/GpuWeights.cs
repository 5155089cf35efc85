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

    // The host's version that the device has; of each kind of other forms, the change of the weights that it was made after.
    private long _version = -1;
    private long _changes;
    private long _forPredicting = -1;
    private long _forTraining = -1;
    private bool _isNewer;

    public GpuWeights(Network network, GpuDescription code, GpuQueue queue)
    {
        (_network, _queue) = (network, queue);
        _weights = queue.Allocate(WeightStore.RoundUp(network.Description.WeightsLength) + Slack);
        _derived = queue.Allocate(code.DerivedLength + Slack);
    }

    /// <summary>All parameters.</summary>
    public GpuView All => new(_weights, 0);

    /// <summary>Their other forms.</summary>
    public GpuView Derived => new(_derived, 0);

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
        return true;
    }

    /// <summary>Makes the other forms that a pass reads.</summary>
    public void Derive(GpuBlock block, bool training)
    {
        ref var made = ref training ? ref _forTraining : ref _forPredicting;
        if (made == _changes)
            return;
        _network.DeriveOnGpu(block, training);
        made = _changes;
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
    }
}
