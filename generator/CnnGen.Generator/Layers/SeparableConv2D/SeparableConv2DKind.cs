using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.SeparableConv2D;

/// <summary>A depthwise convolution, then one of 1 x 1 over all channels, as Keras's SeparableConv2D.</summary>
internal sealed partial class SeparableConv2DKind : LayerKind<SeparableConv2DAttributes>
{
    private const string DepthwiseKernel = "depthwise_kernel";
    private const string PointwiseKernel = "pointwise_kernel";

    private static readonly WholeNumberKey s_filters = new("filters", "Output channels: the number of feature maps.", WholeNumberKey.MostChannels)
    {
        IsRequired = true,
    };

    private static readonly SizeKey s_kernelSize = new("kernel_size", "Height and width of the window: one number, or [height, width].", new Size(1, 1))
    {
        IsRequired = true,
    };

    private static readonly SizeKey s_strides = new("strides", "Steps of the window: one number, or [height, width]. 1 by default.", new Size(1, 1));

    public override string Type => "SeparableConv2D";

    public override string Description => "A depthwise convolution, then a 1 x 1 convolution that mixes the channels: nearly a Conv2D for a fraction of its multiply-adds.";

    public override IReadOnlyList<SpecKey> Keys { get; } =
    [
        s_filters, s_kernelSize, s_strides, LayerKeys.PaddingOrZeros, LayerKeys.DepthMultiplier, LayerKeys.DilationRate, LayerKeys.UseBias,
        LayerKeys.Activation, .. LayerKeys.Depthwise.All, .. LayerKeys.Pointwise.All, .. LayerKeys.Bias.All,
    ];

    protected override SeparableConv2DAttributes ReadAttributes(ObjectReader reader) => new(
        reader.Read(s_filters),
        reader.Read(s_kernelSize),
        reader.Read(s_strides),
        reader.Read(LayerKeys.PaddingOrZeros),
        reader.Read(LayerKeys.DepthMultiplier),
        reader.Read(LayerKeys.UseBias),
        reader.Read(LayerKeys.Activation)!)
    {
        Dilation = reader.Read(LayerKeys.DilationRate),
        Depthwise = LayerKeys.Depthwise.Read(reader),
        Pointwise = LayerKeys.Pointwise.Read(reader),
        Bias = LayerKeys.Bias.Read(reader),
    };

    protected override Shape? InferShape(SeparableConv2DAttributes attributes, LayerSite site)
    {
        if (!site.CheckImage() || site.DepthwiseChannels(attributes.DepthMultiplier) is null) return null;
        var output = site.Slide(s_kernelSize, "kernel", attributes.Kernel, Windows(attributes, site.Input), attributes.Filters);
        return output is null || site.CheckTaps(s_kernelSize, attributes.Kernel) ? output : null;
    }

    protected override EquatableArray<ParameterNode> Parameters(SeparableConv2DAttributes attributes, EquatableArray<Shape> inputs)
    {
        int channels = inputs[0].Channels;
        var depthwise = ParameterNodes.Tensor(
            DepthwiseKernel, attributes.Depthwise, attributes.Kernel.Height, attributes.Kernel.Width, channels, attributes.DepthMultiplier);
        var pointwise = ParameterNodes.Tensor(PointwiseKernel, attributes.Pointwise, 1, 1, channels * attributes.DepthMultiplier, attributes.Filters);
        return attributes.UseBias
            ? EquatableArray.Of(depthwise, pointwise, ParameterNodes.Bias(attributes.Bias, attributes.Filters))
            : EquatableArray.Of(depthwise, pointwise);
    }

    protected override long MultiplyAdds(SeparableConv2DAttributes attributes, EquatableArray<Shape> inputs, Shape output) => ElementCount.Multiply(
        ElementCount.Of([output.Height, output.Width, inputs[0].Channels, attributes.DepthMultiplier]),
        ((long)attributes.Kernel.Height * attributes.Kernel.Width) + attributes.Filters);

    protected override ReceptiveField? Sees(SeparableConv2DAttributes attributes, ReceptiveField? input) =>
        input?.Under(attributes.Kernel, attributes.Strides, attributes.Dilation);

    protected override string ActivationOf(SeparableConv2DAttributes attributes) => attributes.Activation;
}
