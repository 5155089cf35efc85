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

    public static readonly FlagKey UseBias = new("use_bias", "Whether a bias is added for each output channel.", true);

    public static readonly ParameterKeys Kernel = new("kernel", "glorot_uniform");

    public static readonly ParameterKeys Bias = new("bias", "zeros");

    /// <summary>The keys of a kernel and its bias: see <see cref="WeightSettings"/>.</summary>
    public static IReadOnlyList<SpecKey> Weights { get; } = [.. Kernel.All, .. Bias.All];

    public static Padding PaddingOf(string? word) => word == "same" ? Layers.Padding.Same : Layers.Padding.Valid;
}
