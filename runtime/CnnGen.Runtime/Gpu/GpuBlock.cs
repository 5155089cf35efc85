using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>
/// The images that go through a network on a device in one call of the generated code: what <see cref="Block"/> is on the processor, with the whole batch as one
/// block. Members of one name mean the same.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GpuBlock
{
    /// <summary>Where kernels are launched.</summary>
    public required GpuQueue Queue { get; init; }

    /// <summary>The images, or their features: <see cref="Count"/> x input length (or feature length).</summary>
    public GpuView Input { get; set; }

    /// <summary>The outputs of all heads, one image after another; or, of a feature pass, the features.</summary>
    public GpuView Output { get; set; }

    /// <summary>The targets of all heads, one image after another.</summary>
    public GpuView Target { get; set; }

    /// <summary>The weight of each image for each head, one image after another. Null where all are 1.</summary>
    public GpuView? SampleWeights { get; set; }

    /// <summary>All parameters.</summary>
    public GpuView Weights { get; set; }

    /// <summary>What <see cref="Network.DeriveOnGpu"/> made of them.</summary>
    public GpuView Derived { get; set; }

    /// <summary>The layers, by index, whose forms of weights a training step writes; null: all. The forms of the others are as an earlier step left them.</summary>
    internal HashSet<int>? FormsOf { get; set; }

    /// <summary>The gradients in the layout of <see cref="Weights"/>, then the sums; zero before a training step.</summary>
    public GpuView Gradients { get; set; }

    /// <summary>The same memory: a block is the whole batch, so what it sums up is already gathered.</summary>
    public GpuView Totals => Gradients;

    /// <summary>Activations and their gradients.</summary>
    public GpuArena Arena { get; set; }

    /// <summary>Memory that a call may use while it runs: <see cref="GpuDescription.WorkLength"/>.</summary>
    public GpuView Work { get; set; }

    /// <summary>Numbers that kernels read: <see cref="GpuDescription.Constants"/>.</summary>
    public GpuView Constants { get; set; }

    /// <summary>The loss of each image, times its weight, for each head: heads x <see cref="Count"/>.</summary>
    public GpuView Losses { get; set; }

    /// <inheritdoc cref="Block.Count"/>
    public int Count { get; set; }

    /// <summary>The place of the first image in the batch: always 0.</summary>
    public int First => 0;

    /// <summary>Images of the batch that came before the block: always 0.</summary>
    public int Before => 0;

    /// <inheritdoc cref="Block.FirstTrained"/>
    public int FirstTrained { get; set; }

    /// <inheritdoc cref="Block.TrainsFrozen"/>
    public bool TrainsFrozen { get; set; }

    /// <inheritdoc cref="Block.FromFeatures"/>
    public bool FromFeatures { get; set; }

    /// <summary>Images in the whole batch: the loss is their mean.</summary>
    public int BatchSize => Count;

    /// <inheritdoc cref="Block.Seed"/>
    public ulong Seed { get; set; }

    /// <inheritdoc cref="Block.Step"/>
    public uint Step { get; set; }

    /// <summary>Whether a training step writes the forms of a layer's weights that it reads.</summary>
    /// <param name="layer">The layer's index.</param>
    public bool WritesForms(int layer) => FormsOf?.Contains(layer) ?? true;
}
