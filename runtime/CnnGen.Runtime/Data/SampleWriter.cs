namespace CnnGen;

/// <summary>Where a dataset writes one sample. It can't be kept: the memory belongs to a batch.</summary>
public readonly ref struct SampleWriter
{
    private readonly PixelScaling _scaling;
    private readonly Span<float> _weight;

    /// <param name="weight">Where the weight goes: one float, or none where nobody asks for it.</param>
    internal SampleWriter(Span<float> input, Span<float> target, PixelScaling scaling, Span<float> weight = default)
    {
        Input = input;
        Target = target;
        _scaling = scaling;
        _weight = weight;
    }

    /// <summary>The input: height x width x channels, as the network takes it (already scaled).</summary>
    public Span<float> Input { get; }

    /// <summary>The targets of all heads one after another. A class is its index, as one float.</summary>
    public Span<float> Target { get; }

    /// <summary>The factor of the sample's loss, finite and at least 0; 1 where it is not written. Metrics do not weigh samples.</summary>
    public float Weight
    {
        get => _weight.IsEmpty ? 1 : _weight[0];
        set
        {
            if (!_weight.IsEmpty)
                _weight[0] = value;
        }
    }

    /// <summary>Writes the input from bytes, each byte * scale + offset with the values that the network's "input" declares.</summary>
    /// <param name="pixels">Height x width x channels bytes.</param>
    /// <exception cref="ArgumentException">The number of bytes is not the input's length.</exception>
    public void SetPixels(ReadOnlySpan<byte> pixels) => _scaling.Apply(pixels, Input);
}
