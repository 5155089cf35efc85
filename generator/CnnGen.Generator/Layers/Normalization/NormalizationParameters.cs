using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Normalization;

/// <summary>The settings of the two parameters that normalizations have in common.</summary>
internal sealed record NormalizationParameters(ParameterSettings GammaSettings, ParameterSettings BetaSettings)
{
    public const string Gamma = "gamma";
    public const string Beta = "beta";

    public static readonly NumberKey Epsilon = new("epsilon", "Added to the variance, so that nothing is divided by zero.", 1e-3) { ExcludesMinimum = true };
    public static readonly FlagKey Center = new("center", "Whether a trained beta is added.", true);
    public static readonly FlagKey Scale = new("scale", "Whether the result is multiplied by a trained gamma.", true);

    private static readonly ParameterKeys s_gamma = new(Gamma, "ones");
    private static readonly ParameterKeys s_beta = new(Beta, "zeros");

    public static NormalizationParameters Default { get; } = new(s_gamma.Default, s_beta.Default);

    public static IReadOnlyList<SpecKey> Keys { get; } = [Epsilon, Center, Scale, .. s_gamma.All, .. s_beta.All];

    public static NormalizationParameters Read(ObjectReader reader) => new(s_gamma.Read(reader), s_beta.Read(reader));

    /// <summary>Gamma and beta, as far as there are, in Keras's order.</summary>
    public IEnumerable<ParameterNode> Nodes(bool scale, bool center, params int[] dimensions)
    {
        if (scale) yield return Node(Gamma, GammaSettings, dimensions);
        if (center) yield return Node(Beta, BetaSettings, dimensions);
    }

    private static ParameterNode Node(string name, ParameterSettings settings, int[] dimensions) => dimensions.Length == 1
        ? ParameterNodes.Vector(name, settings, dimensions[0])
        : ParameterNodes.Tensor(name, settings, dimensions);
}
