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

    public GpuView Output => Input + Room(_inputLength);

    public GpuView Target => Output + Room(_outputLength);

    public GpuView SampleWeights => Target + Room(network.TargetLength);

    public GpuView Losses => SampleWeights + Room(_heads);

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
        // Kernels count a tensor's elements in 32 bits.
        var elements = (long)capacity * code.LargestTensor;
        if (elements > int.MaxValue - GpuGrid.ElementThreads)
            throw new InvalidOperationException($"{network.Name} with {images} images has a tensor of {elements} elements; at most {int.MaxValue - GpuGrid.ElementThreads} can be addressed. Use fewer images at once.");
        var arena = ((long)capacity * length) + Slack;
        var batch = Room(_inputLength, capacity) + Room(_outputLength, capacity) + Room(network.TargetLength, capacity) + (2 * Room(_heads, capacity));
        var others = (2L * WeightStore.RoundUp(network.WeightsLength)) + code.SumsLength + code.DerivedLength + code.WorkLength;
        device.Limits.Check($"{network.Name} with {images} images", arena + batch + others, Math.Max(arena, batch));
        Dispose();
        _arena = queue.Allocate(arena);
        _batch = queue.Allocate(batch);
        (Capacity, _imageLength) = (capacity, length);
    }

    /// <summary>Floats of so many for each image: a multiple of 64, so that whatever lies behind can be read and written in fours.</summary>
    private long Room(int length) => Room(length, Capacity);

    private static long Room(int length, int images) => (((long)images * length) + (2 * Slack) - 1) / Slack * Slack;

    public void Dispose()
    {
        _arena?.Dispose();
        _batch?.Dispose();
        (_arena, _batch, Capacity, _imageLength) = (null, null, 0, 0);
    }
}
