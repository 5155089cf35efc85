using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers;

/// <summary>Whether a layer's output is its input's memory.</summary>
internal enum OutputMemory
{
    Own,

    /// <summary>The input's memory while predicting; memory of its own while training.</summary>
    InputWhenPredicting,

    /// <summary>The input's memory, read in another shape, where neither has borders.</summary>
    InputReshaped,
}

/// <content>How a kind becomes code: the calls of its forward pass beside those of its backward pass.</content>
internal abstract partial class LayerKind
{
    public virtual OutputMemory OutputMemory => OutputMemory.Own;

    /// <summary>The zeros it needs around its input.</summary>
    public virtual Margins InputMargins(LayerNode layer) => default;

    /// <summary>The zeros that the way back to its input needs around the gradient by its output.</summary>
    public virtual Margins OutputGradientMargins(LayerNode layer) => default;

    /// <summary>The windows whose maxima the layer takes, where they do not overlap and no border cuts them; else null.</summary>
    public virtual DisjointWindows? DisjointMaxima(LayerNode layer) => null;

    /// <summary>Whether the layer's kernel can take such maxima of its outputs while they are in registers: see <see cref="PassBuilder.ChainOf"/>.</summary>
    public virtual bool CanPool(LayerNode layer, DisjointWindows windows) => false;

    /// <summary>Whether the layer's sums leave its kernel as they are, so that what each channel is multiplied with, and a function of each sum, can be part of it.</summary>
    public virtual bool CanFold(LayerNode layer) => false;

    /// <summary>What the layer multiplies each channel with and adds to it, where these are parameters; else null.</summary>
    public virtual ChannelNormalization? Normalization(LayerNode layer) => null;

    /// <summary>Whether the layer is the sum of two tensors of one shape, and nothing else.</summary>
    public virtual bool IsSumOfTwo(LayerNode layer) => false;

    /// <summary>Whether the layer's kernel can add another tensor to its sums, before a function of each.</summary>
    public virtual bool CanAdd(LayerNode layer) => false;

    /// <summary>Whether the layer's kernel can write its output as some of the channels of another tensor.</summary>
    public virtual bool CanWriteSlice(LayerNode layer) => false;

    /// <summary>Where each input's channels begin in the output, where the layer does nothing but put channels behind channels; else null.</summary>
    public virtual EquatableArray<int>? ChannelStarts(LayerNode layer) => null;

    /// <summary>The activation of its sums, by its name in the table, where the way back begins with it and its bias (<see cref="PassBuilder.AddActivationBackward"/>) and goes on to what it reads; else null.</summary>
    public virtual string? ActivationOfSums(LayerNode layer) => null;

    /// <summary>The activation, by its name in the table, that is all the layer does; else null.</summary>
    public virtual string? PlainActivation(LayerNode layer) => null;

    /// <summary>The zeros that the gradient by its parameters needs there.</summary>
    public virtual Margins WeightGradientMargins(LayerNode layer) => default;

    /// <summary>A tensor that it computes between its input and its output, and keeps for the way back; null where there is none.</summary>
    public virtual Shape? Intermediate(LayerNode layer) => null;

    /// <summary>The zeros it needs around the gradient by <see cref="Intermediate"/>.</summary>
    public virtual Margins IntermediateGradientMargins(LayerNode layer) => default;

    public abstract void PlanForward(LayerNode layer, PassBuilder pass);

    public abstract void PlanBackward(LayerNode layer, PassBuilder pass);
}
