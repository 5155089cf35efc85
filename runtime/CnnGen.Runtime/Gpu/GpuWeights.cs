using CnnGen.Gpu;

namespace CnnGen;

/// <summary>A network's weights on a device, with their other forms, and what kernels need besides.</summary>
internal sealed unsafe class GpuWeights : IDisposable
{
    private const int Slack = 64;

    private readonly Network _network;
    private readonly GpuQueue _queue;
    private readonly GpuBuffer[] _buffers;
    private long _version = -1;
    private long _predictVersion = -1;
    private long _trainVersion = -1;

    public GpuWeights(Network network, GpuDescription code, GpuQueue queue)
    {
        _network = network;
        _queue = queue;
        _buffers =
        [
            queue.Allocate(WeightStore.RoundUp(network.Description.WeightsLength) + Slack),
            queue.Allocate(code.DerivedLength + Slack),
            queue.Allocate(code.WorkLength + Slack),
            queue.Allocate(code.Constants.Length + Slack),
        ];
        fixed (float* constants = code.Constants)
            queue.Upload(constants, Constants, code.Constants.Length);
    }

    public GpuView Weights => new(_buffers[0], 0);

    public GpuView Derived => new(_buffers[1], 0);

    public GpuView Work => new(_buffers[2], 0);

    public GpuView Constants => new(_buffers[3], 0);

    /// <summary>Copies the host's weights where they have changed, and makes the forms that a pass reads.</summary>
    public void Refresh(GpuBlock block, bool training)
    {
        var version = _network.Store.Version;
        if (_version != version)
        {
            _queue.Upload(_network.Store.Pointer, Weights, _network.Store.Values.Length);
            _version = version;
        }

        ref var derived = ref (training ? ref _trainVersion : ref _predictVersion);
        if (derived == version)
            return;
        _network.DeriveOnGpu(block, training);
        derived = version;
    }

    public void Dispose()
    {
        foreach (var buffer in _buffers)
            buffer.Dispose();
    }
}
