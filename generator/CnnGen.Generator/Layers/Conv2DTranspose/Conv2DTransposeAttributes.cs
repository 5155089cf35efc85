using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.Conv2DTranspose;

/// <param name="OutputPadding">Null where the output has its usual size.</param>
internal sealed record Conv2DTransposeAttributes(
    int Filters, Size Kernel, Size Strides, bool IsSame, Size? OutputPadding, bool UseBias, string Activation)
    : LayerAttributes
{
    public Size Dilation { get; init; } = new(1, 1);

    public WeightSettings Weights { get; init; } = WeightSettings.Default;

    public override string Signature => Invariant(
        $"Conv2DTranspose {Filters} {Kernel.Height}x{Kernel.Width} s{Strides.Height}x{Strides.Width} {(IsSame ? "Same" : "Valid")} {(OutputPadding is { } more ? Invariant($"+{more.Height}x{more.Width} ") : "")}d{Dilation.Height}x{Dilation.Width} bias={UseBias} {Activation}");
}
