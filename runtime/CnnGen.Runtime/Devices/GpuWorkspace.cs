using CnnGen.Gpu;

namespace CnnGen;

/// <summary>What a batch takes up on a device: the arena, what goes in and what comes out. It grows to the largest batch seen and is kept.</summary>
internal sealed class GpuWorkspace(NetworkDescription network, GpuDescription code, GpuDevice device, GpuQueue queue) : IDisposable
{
    // Generated code may read fours behind a tensor's end.
    private const int Slack = 64;

    private readonly int _inputLength = Math.Max(network.InputLength, network.FeatureLength);
    private readonly int _outputLength = Math.Max(network.OutputLength, network.FeatureLength);
    private readonly int _heads = network.Heads.Length;
    private GpuBuffer? _arena;
    private GpuBuffer? _batch;
    private int _imageLength;

    /// <summary>Images that there is room for.</summary>
    public int Capacity { get; private set; }

    /// <summary>Activations and their gradients.</summary>
    public GpuArena Arena => new(_arena!, Capacity);

    public GpuView Input => new(_batch!, 0);

    public GpuView Output => Input + (Capacity * (long)_inputLength) + Slack;

    public GpuView Target => Output + (Capacity * (long)_outputLength) + Slack;

    public GpuView SampleWeights => Target + (Capacity * (long)network.TargetLength) + Slack;

    public GpuView Losses => SampleWeights + (Capacity * (long)_heads) + Slack;

    /// <summary>Makes room.</summary>
    /// <param name="images">Images of the batch.</param>
    /// <param name="imageLength">Floats of the arena for each.</param>
    /// <exception cref="InvalidOperationException">The device has not so much memory; nothing was allocated.</exception>
    public void Ensure(int images, int imageLength)
    {
        if (images <= Capacity && imageLength <= _imageLength)
            return;
        var capacity = Math.Max(images, Capacity);
        var length = Math.Max(imageLength, _imageLength);
        var arena = ((long)capacity * length) + Slack;
        var batch = (capacity * ((long)_inputLength + _outputLength + network.TargetLength + (2 * _heads))) + (5 * Slack);
        var others = (2L * WeightStore.RoundUp(network.WeightsLength)) + code.SumsLength + code.DerivedLength + code.WorkLength;
        device.Limits.Check($"{network.Name} with {images} images", arena + batch + others, Math.Max(arena, batch));
        Dispose();
        _arena = queue.Allocate(arena);
        _batch = queue.Allocate(batch);
        (Capacity, _imageLength) = (capacity, length);
    }

    public void Dispose()
    {
        _arena?.Dispose();
        _batch?.Dispose();
        (_arena, _batch, Capacity, _imageLength) = (null, null, 0, 0);
    }
}
