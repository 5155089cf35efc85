using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.GroupNormalization;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceGroupNormalization(LayerNode node) : ReferenceLayer<GroupNormalizationAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input) => Normalization().Forward(input);

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) => Normalization().Backward(input, gradient);

    private ReferenceNormalization Normalization()
    {
        int channels = Node.OutputShape.Channels;
        int size = channels / Attributes.Groups;
        var groups = Enumerable.Range(0, (int)Node.OutputShape.Length).GroupBy(i => i % channels / size).Select(group => group.ToArray());
        return new(
            [.. groups], Attributes.Epsilon, i => i % channels,
            Parameters.GetValueOrDefault("gamma"), Parameters.GetValueOrDefault("beta"), Gradients.GetValueOrDefault("gamma"), Gradients.GetValueOrDefault("beta"));
    }
}
