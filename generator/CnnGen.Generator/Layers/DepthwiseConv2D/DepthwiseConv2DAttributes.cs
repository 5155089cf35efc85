using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.DepthwiseConv2D;

internal sealed record DepthwiseConv2DAttributes(Size Kernel, Size Strides, Padding Padding, int DepthMultiplier, bool UseBias, string Activation)
    : LayerAttributes
{
    public Size Dilation { get; init; } = new(1, 1);

    public ParameterSettings Weights { get; init; } = LayerKeys.Depthwise.Default;

    public ParameterSettings Bias { get; init; } = LayerKeys.Bias.Default;

    public override string Signature => Invariant(
        $"DepthwiseConv2D x{DepthMultiplier} {Kernel.Height}x{Kernel.Width} s{Strides.Height}x{Strides.Width} {Padding} d{Dilation.Height}x{Dilation.Width} bias={UseBias} {Activation}");
}
