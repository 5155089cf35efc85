using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Dropout;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>Multiplies by a mask that the test hands in; without one it is the identity, as while predicting.</summary>
internal sealed class ReferenceDropout(LayerNode node) : ReferenceLayer<DropoutAttributes>(node)
{
    public float Rate => (float)Attributes.Rate;

    public double[]? Mask { get; set; }

    public override DoubleTensor Forward(DoubleTensor input) => Multiply(input);

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) => Multiply(gradient);

    private DoubleTensor Multiply(DoubleTensor tensor) =>
        DoubleTensor.Of(tensor.Shape, tensor.Values.Select((value, i) => Mask is null ? value : value * Mask[i]));
}
