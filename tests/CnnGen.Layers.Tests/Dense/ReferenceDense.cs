using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Dense;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceDense(LayerNode node) : ReferenceLayer<DenseAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        for (int o = 0; o < Attributes.Units; o++)
        {
            output.Values[o] = Attributes.UseBias ? Parameters["bias"][o] : 0;
            for (int i = 0; i < input.Values.Length; i++) output.Values[o] += input.Values[i] * Parameters["kernel"][(i * Attributes.Units) + o];
        }

        ReferenceActivations.Apply(Attributes.Activation, output);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var before = ReferenceActivations.Backward(Attributes.Activation, output, gradient);
        var result = new DoubleTensor(input.Shape);
        for (int o = 0; o < Attributes.Units; o++)
        {
            if (Attributes.UseBias) Gradients["bias"][o] += before.Values[o];
            for (int i = 0; i < input.Values.Length; i++)
            {
                Gradients["kernel"][(i * Attributes.Units) + o] += before.Values[o] * input.Values[i];
                result.Values[i] += before.Values[o] * Parameters["kernel"][(i * Attributes.Units) + o];
            }
        }

        return result;
    }
}
