using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Spec;

/// <summary>How a parameter starts, as models.json says it.</summary>
/// <param name="Kind">Keras's name; "variance_scaling" with its mode and distribution.</param>
/// <param name="Arguments">The value, the bounds, mean and deviation, or the scale.</param>
internal sealed record InitializerSettings(string Kind, EquatableArray<double> Arguments)
{
    /// <summary>Whether it depends on how many inputs and outputs meet.</summary>
    public bool NeedsFans => Kind.Split('_')[0] is "glorot" or "he" or "lecun" or "variance";
}

/// <summary>The initializers with Keras 3's attributes and defaults.</summary>
internal static class Initializers
{
    private static readonly NumberKey s_value = Any("value", "The value.", 0);
    private static readonly NumberKey s_least = Any("minval", "The lower bound.", -0.05);
    private static readonly NumberKey s_most = Any("maxval", "The upper bound.", 0.05);
    private static readonly NumberKey s_mean = Any("mean", "The mean.", 0);
    private static readonly NumberKey s_deviation = new("stddev", "The standard deviation.", 0.05);
    private static readonly NumberKey s_scale = new("scale", "The factor of the variance.", 1) { ExcludesMinimum = true };
    private static readonly NumberKey s_orthogonalGain = Any("gain", "The length of a column.", 1);
    private static readonly NumberKey s_identityGain = Any("gain", "The factor.", 1);
    private static readonly ChoiceKey s_mode = new("mode", "What the variance is divided by.", ["fan_in", "fan_out", "fan_avg"], "fan_in");

    private static readonly ChoiceKey s_distribution = new(
        "distribution", "What is drawn from.", ["truncated_normal", "untruncated_normal", "uniform"], "truncated_normal");

    /// <summary>Those that fit a parameter of any shape.</summary>
    public static IReadOnlyList<Variant<InitializerSettings>> All { get; } =
    [
        Plain("zeros", "All zeros."),
        Plain("ones", "All ones."),
        new("constant", "One value.", [s_value], reader => Settings("constant", reader.Read(s_value))),
        Plain("glorot_uniform", "Uniform, variance 2 / (fan in + fan out) (Glorot and Bengio 2010)."),
        Plain("glorot_normal", "Truncated normal, variance 2 / (fan in + fan out) (Glorot and Bengio 2010)."),
        Plain("he_uniform", "Uniform, variance 2 / fan in (He et al. 2015)."),
        Plain("he_normal", "Truncated normal, variance 2 / fan in (He et al. 2015)."),
        Plain("lecun_uniform", "Uniform, variance 1 / fan in (LeCun et al. 1998)."),
        Plain("lecun_normal", "Truncated normal, variance 1 / fan in (LeCun et al. 1998)."),
        new("random_uniform", "Uniform between two bounds.", [s_least, s_most], ReadBounds),
        new("random_normal", "Normal.", [s_mean, s_deviation], reader => Settings("random_normal", reader.Read(s_mean), reader.Read(s_deviation))),
        new(
            "truncated_normal", "Normal; what is further than two deviations from the mean is drawn again.", [s_mean, s_deviation],
            reader => Settings("truncated_normal", reader.Read(s_mean), reader.Read(s_deviation))),
        new(
            "variance_scaling", "Of variance scale / fan.", [s_scale, s_mode, s_distribution],
            reader => Settings($"variance_scaling/{reader.Read(s_mode)}/{reader.Read(s_distribution)}", reader.Read(s_scale))),
    ];

    /// <summary>Those of kernels, which have inputs and outputs: also the ones that see a matrix in them.</summary>
    public static IReadOnlyList<Variant<InitializerSettings>> OfKernels { get; } =
    [
        .. All,
        new(
            "orthogonal", "A random matrix of orthogonal columns, a column an output (Saxe, McClelland, Ganguli 2014).", [s_orthogonalGain],
            reader => Settings("orthogonal", reader.Read(s_orthogonalGain))),
        new(
            "identity", "Each output is the input of its number: the identity matrix, in the middle of the window.", [s_identityGain],
            reader => Settings("identity", reader.Read(s_identityGain))),
    ];

    public static InitializerSettings Named(string name) => new(name, EquatableArray<double>.Empty);

    private static Variant<InitializerSettings> Plain(string name, string description) => new(name, description, [], _ => Named(name));

    private static InitializerSettings Settings(string kind, params double[] arguments) => new(kind, arguments.ToEquatableArray());

    private static InitializerSettings ReadBounds(ObjectReader reader)
    {
        double least = reader.Read(s_least);
        double most = reader.Read(s_most);
        if (least > most)
        {
            var key = reader.Has(s_most) ? s_most : s_least;
            string expected = "maxval of at least minval, which is " + Emit.Literal.Of(least).TrimEnd('d');
            reader.Diagnostics.Report(DiagnosticCatalog.OutOfRange, reader.SpanOf(key), s_most.Name, Emit.Literal.Of(most).TrimEnd('d'), expected);
        }

        return Settings("random_uniform", least, most);
    }

    private static NumberKey Any(string name, string description, double value) => new(name, description, value) { Minimum = double.NegativeInfinity };
}
