using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.SpatialDropout2D;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>Where it is trainable, multiplies the channels by masks that the test hands in while training; otherwise the identity.</summary>
internal sealed class ReferenceSpatialDropout2D(LayerNode node) : ReferenceLayer<SpatialDropout2DAttributes>(node), IMasked
{
    public float Rate => (float)Attributes.Rate;

    public int MaskLength => Node.OutputShape.Channels;

    public IReadOnlyList<double[]> Masks { get; set; } = [];

    public override DoubleTensor Forward(DoubleTensor input) => Multiply(input);

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) => Multiply(gradient);

    private DoubleTensor Multiply(DoubleTensor tensor) =>
        DoubleTensor.Of(tensor.Shape, tensor.Values.Select((value, i) => Training && Node.Trainable ? value * Masks[Image][i % MaskLength] : value));
}
