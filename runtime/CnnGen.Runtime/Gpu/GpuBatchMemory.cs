namespace CnnGen.Gpu;

/// <summary>What a batch needs in a device's memory; it grows to the largest batch that was seen.</summary>
internal sealed class GpuBatchMemory(Network network, GpuDescription code, GpuDevice device, GpuQueue queue) : IDisposable
{
    // Vector loads of a tail stay inside of this.
    private const int Slack = 64;

    private readonly NetworkDescription _description = network.Description;
    private GpuBuffer? _arena;
    private GpuBuffer? _input;
    private GpuBuffer? _output;
    private GpuBuffer? _target;
    private GpuBuffer? _weights;
    private GpuBuffer? _losses;
    private int _imageLength;

    /// <summary>Images that there is room for.</summary>
    public int Capacity { get; private set; }

    public GpuArena Arena => new(_arena!, Capacity);

    public GpuView Input => new(_input!, 0);

    public GpuView Output => new(_output!, 0);

    public GpuView Target => new(_target!, 0);

    public GpuView SampleWeights => new(_weights!, 0);

    public GpuView Losses => new(_losses!, 0);

    /// <summary>Makes room for a batch.</summary>
    /// <param name="images">Images of the batch.</param>
    /// <param name="imageLength">Floats of the arena for each.</param>
    /// <exception cref="InvalidOperationException">The device has not so much memory. Nothing was allocated.</exception>
    public void Ensure(int images, int imageLength)
    {
        if (images <= Capacity && imageLength <= _imageLength)
            return;
        var capacity = Math.Max(images, Capacity);
        var length = Math.Max(imageLength, _imageLength);
        var input = Math.Max(_description.InputLength, _description.FeatureLength);
        var output = Math.Max(_description.OutputLength, _description.FeatureLength);
        Check(capacity, length, input, output);
        Dispose();
        (Capacity, _imageLength) = (capacity, length);
        _arena = queue.Allocate(((long)capacity * length) + Slack);
        _input = queue.Allocate(((long)capacity * input) + Slack);
        _output = queue.Allocate(((long)capacity * output) + Slack);
        _target = queue.Allocate(((long)capacity * _description.TargetLength) + Slack);
        _weights = queue.Allocate(((long)capacity * _description.Heads.Length) + Slack);
        _losses = queue.Allocate(((long)capacity * _description.Heads.Length) + Slack);
    }

    public void Dispose()
    {
        foreach (var buffer in (GpuBuffer?[])[_arena, _input, _output, _target, _weights, _losses])
            buffer?.Dispose();
        (_arena, Capacity, _imageLength) = (null, 0, 0);
    }

    private void Check(int images, int imageLength, int input, int output)
    {
        var what = $"A batch of {images} images of {_description.Name}";
        // Kernels count a tensor's elements in 32 bits.
        if ((long)images * code.LargestTensor > int.MaxValue - GpuGrid.ElementThreads)
        {
            throw new InvalidOperationException(
                $"{what} has a tensor of {(long)images * code.LargestTensor} elements; at most {int.MaxValue - GpuGrid.ElementThreads} can be addressed. Use a smaller batch size.");
        }

        var arena = (long)images * imageLength;
        var others = (long)images * (input + output + _description.TargetLength + (2 * _description.Heads.Length));
        var fixedFloats = (2L * _description.WeightsLength) + code.DerivedLength + code.SumsLength + code.WorkLength;
        device.Memory.Check(what, arena + others + fixedFloats, arena);
    }
}
