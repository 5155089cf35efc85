using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Conv2D;

/// <summary>A convolution over height and width, as Keras's Conv2D.</summary>
internal sealed partial class Conv2DKind : LayerKind<Conv2DAttributes>
{
    private static readonly WholeNumberKey s_filters = new("filters", "Output channels: the number of feature maps.", WholeNumberKey.MostChannels)
    {
        IsRequired = true,
    };

    private static readonly SizeKey s_kernelSize = new("kernel_size", "Height and width of the window: one number, or [height, width].", new Size(1, 1))
    {
        IsRequired = true,
    };

    private static readonly SizeKey s_strides = new("strides", "Steps of the window: one number, or [height, width]. 1 by default.", new Size(1, 1));

    public override string Type => "Conv2D";

    public override string Description => "A convolution over height and width: each filter slides over the image and makes one feature map.";

    public override IReadOnlyList<SpecKey> Keys { get; } =
        [s_filters, s_kernelSize, s_strides, LayerKeys.Padding, LayerKeys.UseBias, LayerKeys.Activation, .. LayerKeys.Weights];

    protected override Conv2DAttributes ReadAttributes(ObjectReader reader)
    {
        var kernel = reader.Read(s_kernelSize);
        var strides = reader.Read(s_strides);
        return new Conv2DAttributes(
            reader.Read(s_filters),
            kernel.Height,
            kernel.Width,
            strides.Height,
            strides.Width,
            LayerKeys.PaddingOf(reader.Read(LayerKeys.Padding)),
            reader.Read(LayerKeys.UseBias),
            reader.Read(LayerKeys.Activation)!)
        {
            Weights = WeightSettings.Read(reader),
        };
    }

    protected override Shape? InferShape(Conv2DAttributes attributes, LayerSite site)
    {
        var kernel = new Size(attributes.KernelHeight, attributes.KernelWidth);
        var strides = new Size(attributes.StrideY, attributes.StrideX);
        var output = site.Slide(s_kernelSize, "kernel", kernel, strides, attributes.Padding, attributes.Filters);
        return output is null || site.CheckTaps(s_kernelSize, kernel) ? output : null;
    }

    protected override EquatableArray<ParameterNode> Parameters(Conv2DAttributes attributes, EquatableArray<Shape> inputs)
    {
        var kernel = ParameterNodes.Kernel(attributes.Weights.Kernel, attributes.KernelHeight, attributes.KernelWidth, inputs[0].Channels, attributes.Filters);
        return attributes.UseBias ? EquatableArray.Of(kernel, ParameterNodes.Bias(attributes.Weights.Bias, attributes.Filters)) : EquatableArray.Of(kernel);
    }

    protected override long MultiplyAdds(Conv2DAttributes attributes, EquatableArray<Shape> inputs, Shape output) =>
        ElementCount.Multiply(output.Length, ElementCount.Of([attributes.KernelHeight, attributes.KernelWidth, inputs[0].Channels]));

    protected override ReceptiveField? Sees(Conv2DAttributes attributes, ReceptiveField? input) =>
        input?.Under(attributes.KernelHeight, attributes.KernelWidth, attributes.StrideY, attributes.StrideX);

    protected override string ActivationOf(Conv2DAttributes attributes) => attributes.Activation;
}
