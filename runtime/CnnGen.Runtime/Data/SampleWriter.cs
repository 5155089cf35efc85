namespace CnnGen;

/// <summary>Where a dataset writes one sample. It can't be kept: the memory belongs to a batch.</summary>
public readonly ref struct SampleWriter
{
    private readonly Span<float> _weight;

    /// <param name="weight">Where the weight goes: one float, or none where nobody asks for it.</param>
    internal SampleWriter(Span<float> input, Span<float> target, PixelScaling scaling, Reading reading, Span<float> weight = default)
    {
        Input = input;
        Target = target;
        Scaling = scaling;
        Reading = reading;
        _weight = weight;
    }

    /// <summary>The input: height x width x channels, as the network takes it (already scaled).</summary>
    public Span<float> Input { get; private init; }

    /// <summary>The targets of all heads one after another. A class is its index, as one float.</summary>
    public Span<float> Target { get; private init; }

    private PixelScaling Scaling { get; init; }

    private Reading Reading { get; init; }

    private RawInput? Raw { get; init; }

    /// <summary>Height, width and channels of the network's input.</summary>
    public (int Height, int Width, int Channels) Shape => Reading.Shape;

    /// <summary>The seed of the run: <c>FitOptions.Seed</c>, or 0 where a network is evaluated.</summary>
    public ulong Seed
    {
        get
        {
            Reading.Probe?.Varies();
            return Reading.Seed;
        }
    }

    /// <summary>The epoch that the sample is read for, from 0; always 0 where a network is evaluated.</summary>
    public int Epoch
    {
        get
        {
            Reading.Probe?.Varies();
            return Reading.Epoch;
        }
    }

    /// <summary>Whether the network trains on the sample: true in <c>Fit</c>, false in validation and <c>Evaluate</c>.</summary>
    public bool IsTraining => Reading.IsTraining;

    /// <summary>Where the boxes among the targets begin, in order: xmin, ymin, xmax, ymax of each.</summary>
    internal ReadOnlySpan<int> Boxes => Reading.Boxes;

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
    public void SetPixels(ReadOnlySpan<byte> pixels)
    {
        Scaling.Apply(pixels, Input);
        Raw?.IsBytes = true;
    }

    /// <summary>
    /// Random numbers for this sample: seed, epoch and index decide them, not the thread or what was read before, so that a resumed run goes on as it would have.
    /// </summary>
    /// <param name="index">The index that is read.</param>
    public RandomStream Random(int index)
    {
        Reading.Probe?.Varies();
        return RandomForm(index);
    }

    /// <summary>What asks for the forms of the sample; null where it is read as usual.</summary>
    internal FormProbe? Probe => Reading.Probe;

    /// <summary>As <see cref="Random"/>, for a dataset that says which forms it can draw.</summary>
    internal RandomStream RandomForm(int index) =>
        new(Reading.Seed, RandomPurpose.Augmentation, Reading.Depth, (uint)Reading.Epoch, (ulong)(uint)index << 32);

    /// <summary>Writes the input from values of bytes, 0 to 255, that need not be whole.</summary>
    internal void SetPixels(ReadOnlySpan<float> pixels)
    {
        Scaling.Apply(pixels, Input);
        Raw?.IsBytes = true;
    }

    /// <summary>A writer for a dataset within the one that reads: into other memory, with random numbers of its own, all else as here.</summary>
    internal SampleWriter Within(Span<float> input, Span<float> target) =>
        this with { Input = input, Target = target, Reading = Reading with { Depth = Reading.Depth + 1 } };

    /// <summary>A writer into other memory that asks for forms, with the random numbers of this one.</summary>
    internal SampleWriter Probing(Span<float> input, Span<float> target, FormProbe probe) =>
        this with { Input = input, Target = target, Reading = Reading with { Probe = probe } };

    /// <summary>The same, but bytes stay as they are, 0 to 255.</summary>
    internal SampleWriter WithinRaw(Span<float> input, RawInput raw) =>
        Within(input, Target) with { Scaling = PixelScaling.None, Raw = raw };
}
