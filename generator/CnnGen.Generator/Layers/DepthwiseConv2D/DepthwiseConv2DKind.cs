using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.DepthwiseConv2D;

/// <summary>A convolution of each channel by itself, as Keras's DepthwiseConv2D.</summary>
internal sealed partial class DepthwiseConv2DKind : LayerKind<DepthwiseConv2DAttributes>
{
    private static readonly SizeKey s_kernelSize = new("kernel_size", "Height and width of the window: one number, or [height, width].", new Size(1, 1))
    {
        IsRequired = true,
    };

    private static readonly SizeKey s_strides = new("strides", "Steps of the window: one number, or [height, width]. 1 by default.", new Size(1, 1));

    public override string Type => "DepthwiseConv2D";

    public override string Description => "A convolution of each channel by itself: filters that see one channel, and far fewer multiply-adds.";

    public override IReadOnlyList<SpecKey> Keys { get; } =
    [
        s_kernelSize, s_strides, LayerKeys.PaddingOrZeros, LayerKeys.DepthMultiplier, LayerKeys.DilationRate, LayerKeys.UseBias, LayerKeys.Activation,
        .. LayerKeys.Depthwise.All, .. LayerKeys.Bias.All,
    ];

    protected override DepthwiseConv2DAttributes ReadAttributes(ObjectReader reader) => new(
        reader.Read(s_kernelSize),
        reader.Read(s_strides),
        reader.Read(LayerKeys.PaddingOrZeros),
        reader.Read(LayerKeys.DepthMultiplier),
        reader.Read(LayerKeys.UseBias),
        reader.Read(LayerKeys.Activation)!)
    {
        Dilation = reader.Read(LayerKeys.DilationRate),
        Weights = LayerKeys.Depthwise.Read(reader),
        Bias = LayerKeys.Bias.Read(reader),
    };

    protected override Shape? InferShape(DepthwiseConv2DAttributes attributes, LayerSite site)
    {
        if (!site.CheckImage() || site.DepthwiseChannels(attributes.DepthMultiplier) is not int channels) return null;
        var output = site.Slide(s_kernelSize, "kernel", attributes.Kernel, Windows(attributes, site.Input), channels);
        return output is null || site.CheckTaps(s_kernelSize, attributes.Kernel) ? output : null;
    }

    protected override EquatableArray<ParameterNode> Parameters(DepthwiseConv2DAttributes attributes, EquatableArray<Shape> inputs)
    {
        int channels = inputs[0].Channels;
        var kernel = ParameterNodes.Kernel(attributes.Weights, attributes.Kernel.Height, attributes.Kernel.Width, channels, attributes.DepthMultiplier);
        return attributes.UseBias
            ? EquatableArray.Of(kernel, ParameterNodes.Bias(attributes.Bias, channels * attributes.DepthMultiplier))
            : EquatableArray.Of(kernel);
    }

    protected override long MultiplyAdds(DepthwiseConv2DAttributes attributes, EquatableArray<Shape> inputs, Shape output) =>
        ElementCount.Multiply(output.Length, (long)attributes.Kernel.Height * attributes.Kernel.Width);

    protected override ReceptiveField? Sees(DepthwiseConv2DAttributes attributes, ReceptiveField? input) =>
        input?.Under(attributes.Kernel, attributes.Strides, attributes.Dilation);

    protected override string ActivationOf(DepthwiseConv2DAttributes attributes) => attributes.Activation;
}
