using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;

namespace CnnGen.Layers.Tests.Reference;

/// <summary>A layer that adds a bias to each channel where it has one, and then applies an activation.</summary>
internal abstract class ReferenceBiasedLayer<TAttributes>(LayerNode node) : ReferenceLayer<TAttributes>(node)
    where TAttributes : LayerAttributes
{
    /// <summary>What the layer makes of the sums, in place.</summary>
    protected void Finish(DoubleTensor sums)
    {
        if (Parameters.TryGetValue("bias", out double[]? bias))
        {
            for (int i = 0; i < sums.Values.Length; i++) sums.Values[i] += bias[i % bias.Length];
        }

        ReferenceActivations.Apply(Attributes.Kind.ActivationOf(Attributes), sums);
    }

    /// <summary>The gradient by the sums; adds to that of the bias.</summary>
    protected DoubleTensor BackwardToSums(DoubleTensor output, DoubleTensor gradient)
    {
        var sums = ReferenceActivations.Backward(Attributes.Kind.ActivationOf(Attributes), output, gradient);
        if (Gradients.TryGetValue("bias", out double[]? bias))
        {
            for (int i = 0; i < sums.Values.Length; i++) bias[i % bias.Length] += sums.Values[i];
        }

        return sums;
    }
}
