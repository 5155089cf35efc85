using System.Collections.Generic;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers;

/// <summary>Keys that several kinds of layer have in common.</summary>
internal static class LayerKeys
{
    public static readonly ChoiceKey Activation = new(
        "activation", "The function applied to each output element.", Activations.Names, Activations.Linear);

    public static readonly ChoiceKey Padding = new(
        "padding",
        "\"valid\": windows stay inside the image. \"same\": the image is padded so that a stride of 1 keeps its size.",
        ["valid", "same"],
        "valid");

    public static readonly PaddingKey PaddingOrZeros = new(
        "padding",
        "\"valid\": windows stay inside the image. \"same\": the image is padded with zeros so that a stride of 1 keeps its size. "
        + "Or the zeros to add: one number, [height, width], or [[top, bottom], [left, right]].");

    public static readonly SizeKey DilationRate = new(
        "dilation_rate", "Steps from one element of the window to the next: one number, or [height, width]. 1 by default.", new Size(1, 1));

    public static readonly WholeNumberKey DepthMultiplier = new(
        "depth_multiplier", "Output channels that the depthwise convolution makes of each input channel. 1 by default.", WholeNumberKey.MostChannels);

    public static readonly FlagKey UseBias = new("use_bias", "Whether a bias is added for each output channel.", true);

    public static readonly ParameterKeys Kernel = new("kernel", "glorot_uniform", isKernel: true);

    /// <summary>Of the kernel that sees one channel.</summary>
    public static readonly ParameterKeys Depthwise = new("depthwise", "glorot_uniform", isKernel: true);

    /// <summary>Of the kernel that mixes the channels of a pixel.</summary>
    public static readonly ParameterKeys Pointwise = new("pointwise", "glorot_uniform", isKernel: true);

    public static readonly ParameterKeys Bias = new("bias", "zeros");

    /// <summary>The keys of a kernel and its bias: see <see cref="WeightSettings"/>.</summary>
    public static IReadOnlyList<SpecKey> Weights { get; } = [.. Kernel.All, .. Bias.All];

    public static Padding PaddingOf(string? word) => word == "same" ? Layers.Padding.Same : Layers.Padding.Valid;
}
