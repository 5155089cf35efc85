using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Dense;

/// <summary>A fully connected layer, as Keras's Dense, over vectors only.</summary>
internal sealed partial class DenseKind : LayerKind<DenseAttributes>
{
    private static readonly WholeNumberKey s_units = new("units", "Output elements.", WholeNumberKey.MostChannels)
    {
        IsRequired = true,
    };

    public override string Type => "Dense";

    public override string Description => "Connects every input element with every output element.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_units, LayerKeys.UseBias, LayerKeys.Activation, .. LayerKeys.Weights];

    protected override DenseAttributes ReadAttributes(ObjectReader reader) =>
        new(reader.Read(s_units), reader.Read(LayerKeys.UseBias), reader.Read(LayerKeys.Activation)!) { Weights = WeightSettings.Read(reader) };

    /// <summary>Keras would apply it to the channels of each pixel, which is hardly ever meant: a 1 x 1 convolution says that better.</summary>
    protected override Shape? InferShape(DenseAttributes attributes, LayerSite site) => site.Input.IsVector
        ? Shape.Vector(attributes.Units)
        : site.Mismatch(
            "Dense takes a vector, found an image of " + site.Input,
            "add a Flatten layer before it, or use Conv2D with kernel_size 1 to connect the channels of each pixel");

    protected override EquatableArray<ParameterNode> Parameters(DenseAttributes attributes, EquatableArray<Shape> inputs)
    {
        var kernel = ParameterNodes.Kernel(attributes.Weights.Kernel, inputs[0].Channels, attributes.Units);
        return attributes.UseBias ? EquatableArray.Of(kernel, ParameterNodes.Bias(attributes.Weights.Bias, attributes.Units)) : EquatableArray.Of(kernel);
    }

    protected override long MultiplyAdds(DenseAttributes attributes, EquatableArray<Shape> inputs, Shape output) =>
        ElementCount.Multiply(inputs[0].Channels, attributes.Units);

    protected override ReceptiveField? Sees(DenseAttributes attributes, ReceptiveField? input) => null;

    protected override string ActivationOf(DenseAttributes attributes) => attributes.Activation;
}
