using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Activation;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceActivation(LayerNode node) : ReferenceLayer<ActivationAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = DoubleTensor.Of(input.Shape, input.Values);
        ReferenceActivations.Apply(Attributes.Activation, output);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) =>
        ReferenceActivations.Backward(Attributes.Activation, output, gradient);
}
