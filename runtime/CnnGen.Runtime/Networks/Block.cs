using System.ComponentModel;

namespace CnnGen;

/// <summary>
/// The images that one worker takes through a network in one call of the generated code, and the memory it may use for them.
/// Every buffer is 64-byte aligned and has at least 64 readable bytes behind its end, because vector loads of a tail may read past it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct Block
{
    /// <summary>The images, one after another: <see cref="Count"/> x input length.</summary>
    public float* Input;

    /// <summary>The outputs of all heads, one image after another: <see cref="Count"/> x output length.</summary>
    public float* Output;

    /// <summary>The targets of all heads, one image after another: <see cref="Count"/> x target length. A class is its index as a float. Null while predicting.</summary>
    public float* Target;

    /// <summary>The weight of each image for each head, one image after another: <see cref="Count"/> x heads. Null where all are 1.</summary>
    public float* SampleWeights;

    /// <summary>All parameters in the layout of the weight file, at the offsets of the description.</summary>
    public float* Weights;

    /// <summary>What <see cref="Network.DeriveWeights"/> made of the parameters. While predicting it has only what predicting reads, and is null where that is nothing.</summary>
    public float* Derived;

    /// <summary>Gradients in the layout of <see cref="Weights"/>; the generated code adds to them. Null while predicting.</summary>
    public float* Gradients;

    /// <summary>
    /// What was gathered from the chunks of the whole batch at the ends of the phases before this one, in the layout of <see cref="Gradients"/>.
    /// Null while predicting.
    /// </summary>
    public float* Totals;

    /// <summary>What this block keeps from one phase of a training step to another: an arena of its own until the step ends. Null in a step of one phase.</summary>
    public float* Kept;

    /// <summary>The worker's own scratch memory. Zero when it is handed out for the first time, then left alone: the generated code relies on borders that nobody writes.</summary>
    public float* Arena;

    /// <summary>Memory that a call uses while it runs, as long as the description says: the worker's own also where workers share an arena.</summary>
    public float* Work;

    /// <summary>One sum a head: the loss of each image, times its weight in <see cref="SampleWeights"/>, is added to it. Null while predicting.</summary>
    public double* Losses;

    /// <summary>Images in this block, from 1 to the description's block size.</summary>
    public int Count;

    /// <summary>The place of the first image in the batch: with <see cref="Seed"/> and <see cref="Step"/> it keys random numbers.</summary>
    public int First;

    /// <summary>Images of this block's chunk that came before the block: how much the sums in <see cref="Gradients"/> already hold.</summary>
    public int Before;

    /// <summary>Images of this block's chunk that come after the block: none, where sums over the chunk are complete behind it.</summary>
    public int After;

    /// <summary>Which part of a training step to run, from 0: there is one more than the description's phase ends.</summary>
    public int Phase;

    /// <summary>Which call of a prediction <see cref="Network.PredictStep"/> makes, in the order of <see cref="Network.DescribeSteps"/>.</summary>
    public int Call;

    /// <summary>The first of the call's parts that it computes.</summary>
    public int FromPart;

    /// <summary>The part behind the last one.</summary>
    public int ToPart;

    /// <summary>The index of the first layer that the training step changes: the way back ends there, and what layers before it would observe is left as it is.</summary>
    public int FirstTrained;

    /// <summary>Whether the training step changes layers that models.json freezes.</summary>
    public bool TrainsFrozen;

    /// <summary>Whether <see cref="Input"/> holds, instead of images, what <see cref="Network.FeatureBlock"/> made of them.</summary>
    public bool FromFeatures;

    /// <summary>Images in the whole batch: the loss is their mean.</summary>
    public int BatchSize;

    /// <summary>512, 256 or 128: the widest vectors to use where the machine has them.</summary>
    public int VectorBits;

    /// <summary>The seed of the training run.</summary>
    public ulong Seed;

    /// <summary>The number of the training step, from 0.</summary>
    public uint Step;
}
