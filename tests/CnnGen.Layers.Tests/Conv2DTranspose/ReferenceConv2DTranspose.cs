using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.Conv2DTranspose;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>By its definition: each input pixel adds its window to the output, which is a convolution's way back by data.</summary>
internal sealed class ReferenceConv2DTranspose(LayerNode node) : ReferenceBiasedLayer<Conv2DTransposeAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        Convolution.BackwardData(input, Parameters["kernel"], output);
        Finish(output);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var sums = BackwardToSums(output, gradient);
        Convolution.BackwardWeights(sums, input, Gradients["kernel"]);
        var result = new DoubleTensor(input.Shape);
        Convolution.Forward(sums, Parameters["kernel"], result);
        return result;
    }

    /// <summary>From the layer's output to its input.</summary>
    private ReferenceConvolution Convolution => new(
        Node.OutputShape, Node.InputShapes[0], Attributes.Kernel, Attributes.Strides, Attributes.IsSame ? Padding.Same : Padding.Valid, Attributes.Dilation, Groups: 1);
}
