using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Flatten;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceFlatten(LayerNode node) : ReferenceLayer<FlattenAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input) => DoubleTensor.Of(Node.OutputShape, input.Values);

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) => DoubleTensor.Of(input.Shape, gradient.Values);
}
