using System;
using System.Collections.Generic;
using CnnGen.Generator.Layers.Rescaling;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Normalization;

/// <summary>(x - mean) / max(sqrt(variance), epsilon) with given numbers, as Keras's Normalization.</summary>
internal sealed class NormalizationKind : AffineKind<NormalizationAttributes>
{
    // Keras's backend.epsilon().
    private const double Epsilon = 1e-7;

    private static readonly PerChannelKey s_mean = new("mean", "The mean of the data: one number, or one a channel.", 0) { IsRequired = true };

    private static readonly PerChannelKey s_variance = new("variance", "The variance of the data: one number, or one a channel.", 1) { IsRequired = true, Minimum = 0 };

    public override string Type => "Normalization";

    public override string Description => "Subtracts the mean of the data and divides by the square root of its variance.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_mean, s_variance];

    protected override NormalizationAttributes ReadAttributes(ObjectReader reader) => new(new(reader.Read(s_mean)), new(reader.Read(s_variance)));

    protected override IReadOnlyList<(SpecKey Key, EquatableArray<float> Values)> NumbersOf(NormalizationAttributes attributes) =>
        [(s_mean, attributes.Mean), (s_variance, attributes.Variance)];

    protected override (double Scale, double Offset) Of(NormalizationAttributes attributes, int channel)
    {
        double scale = 1 / Math.Max(Math.Sqrt(At(attributes.Variance, channel)), Epsilon);
        return (scale, -At(attributes.Mean, channel) * scale);
    }
}
