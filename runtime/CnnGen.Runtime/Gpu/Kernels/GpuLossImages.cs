using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>The images of a batch as the loss of one head sees them: what <see cref="LossImages"/> is on the processor. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GpuLossImages
{
    // Flags of the kernels.
    internal const int IsSparse = 1;
    internal const int IsFocal = 2;
    internal const int HasGradient = 4;
    internal const int HasWeights = 8;
    internal const int IsProbability = 16;
    internal const int IsFused = 32;
    internal const int AreBoxes = 64;
    internal const int IsBalanced = 128;

    /// <inheritdoc cref="LossImages(in Block, int, int, int, int, float*, float*, int, int, float, bool)"/>
    public GpuLossImages(
        GpuBlock block, int head, int heads, int target, int targets, GpuView output, GpuView? gradient, int pixels, int channels, float weight, bool boxes = false)
    {
        Output = output;
        Gradient = gradient ?? output;
        Target = block.Target + target;
        Weights = block.SampleWeights is { } weights ? weights + head : output;
        Losses = block.Losses + (long)head * block.Count;
        (Heads, Targets, Pixels, Channels, Count) = (heads, targets, pixels, channels, block.Count);
        Scale = weight / block.BatchSize;
        Flags = (gradient is null ? 0 : HasGradient) | (block.SampleWeights is null ? 0 : HasWeights) | (boxes ? AreBoxes : 0);
    }

    internal GpuView Output { get; }

    /// <summary>Any memory where no gradient is wanted.</summary>
    internal GpuView Gradient { get; }

    internal GpuView Target { get; }

    /// <summary>Any memory where all images count alike.</summary>
    internal GpuView Weights { get; }

    internal GpuView Losses { get; }

    internal int Heads { get; }

    internal int Targets { get; }

    internal int Pixels { get; }

    internal int Channels { get; }

    internal int Count { get; }

    internal float Scale { get; }

    internal int Flags { get; }
}
