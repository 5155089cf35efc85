using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.LayerNormalization;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceLayerNormalization(LayerNode node) : ReferenceLayer<LayerNormalizationAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input) => Normalization().Forward(input);

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) => Normalization().Backward(input, gradient);

    private ReferenceNormalization Normalization()
    {
        int length = (int)Node.OutputShape.Length;
        int size = Attributes.OverImage ? length : Node.OutputShape.Channels;
        return new(
            [.. Enumerable.Range(0, length).Chunk(size)], Attributes.Epsilon, i => i % size,
            Parameters.GetValueOrDefault("gamma"), Parameters.GetValueOrDefault("beta"), Gradients.GetValueOrDefault("gamma"), Gradients.GetValueOrDefault("beta"));
    }
}
