using CnnGen.Generator.Layers.Convolution;
using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.Conv2D;

internal sealed record Conv2DAttributes(
    int Filters, int KernelHeight, int KernelWidth, int StrideY, int StrideX, Padding Padding, bool UseBias, string Activation)
    : LayerAttributes
{
    public Size Dilation { get; init; } = new(1, 1);

    public int Groups { get; init; } = 1;

    /// <summary>How the layer is computed, where models.json says it. It changes no file, so it is not in <see cref="Signature"/>.</summary>
    public ConvolutionAlgorithm? Algorithm { get; init; }

    public WeightSettings Weights { get; init; } = WeightSettings.Default;

    public override string Signature =>
        Invariant($"Conv2D {Filters} {KernelHeight}x{KernelWidth} s{StrideY}x{StrideX} {Padding} bias={UseBias} {Activation}")
        + (Dilation == new Size(1, 1) ? "" : Invariant($" d{Dilation.Height}x{Dilation.Width}"))
        + (Groups == 1 ? "" : Invariant($" groups={Groups}"));
}
