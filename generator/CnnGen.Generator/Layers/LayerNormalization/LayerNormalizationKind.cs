using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Normalization;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.LayerNormalization;

/// <summary>
/// Brings each pixel's channels, or each image, to a mean of 0 and a variance of 1, as Keras's LayerNormalization. From J. Ba, J. Kiros, G. Hinton,
/// "Layer Normalization", 2016.
/// </summary>
internal sealed partial class LayerNormalizationKind : LayerKind<LayerNormalizationAttributes>
{
    private static readonly AxisKey s_axis = new("axis", "What is normalized together: -1 for the channels of each pixel, [1, 2, 3] for the whole image. -1 by default.");

    public override string Type => "LayerNormalization";

    public override string Description => "Brings the channels of each pixel, or each image, to mean 0 and variance 1. Then scales and shifts each element.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_axis, .. NormalizationParameters.Keys];

    protected override LayerNormalizationAttributes ReadAttributes(ObjectReader reader) => new(
        reader.Read(s_axis), reader.Read(NormalizationParameters.Epsilon), reader.Read(NormalizationParameters.Center), reader.Read(NormalizationParameters.Scale))
    {
        Parameters = NormalizationParameters.Read(reader),
    };

    protected override Shape? InferShape(LayerNormalizationAttributes attributes, LayerSite site) => attributes.OverImage && site.Input.IsVector
        ? site.Mismatch("LayerNormalization with axis [1, 2, 3] takes an image, found a vector of " + site.Input, "leave axis out")
        : site.Input;

    protected override EquatableArray<ParameterNode> Parameters(LayerNormalizationAttributes attributes, EquatableArray<Shape> inputs)
    {
        var shape = inputs[0];
        int[] dimensions = attributes.OverImage ? [shape.Height, shape.Width, shape.Channels] : [shape.Channels];
        return attributes.Parameters.Nodes(attributes.Scale, attributes.Center, dimensions).ToEquatableArray();
    }

    protected override ReceptiveField? Sees(LayerNormalizationAttributes attributes, ReceptiveField? input) => attributes.OverImage ? null : input;
}
