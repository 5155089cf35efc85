using System.Collections.Generic;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Rescaling;

/// <summary>x scale + offset, as Keras's Rescaling.</summary>
internal sealed class RescalingKind : AffineKind<RescalingAttributes>
{
    private static readonly PerChannelKey s_scale = new("scale", "The factor: one number, or one a channel.", 1) { IsRequired = true };

    private static readonly PerChannelKey s_offset = new("offset", "What is added: one number, or one a channel. 0 by default.", 0);

    public override string Type => "Rescaling";

    public override string Description => "Multiplies by a factor and adds an offset.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_scale, s_offset];

    protected override RescalingAttributes ReadAttributes(ObjectReader reader) => new(new(reader.Read(s_scale)), new(reader.Read(s_offset)));

    protected override IReadOnlyList<(SpecKey Key, EquatableArray<float> Values)> NumbersOf(RescalingAttributes attributes) =>
        [(s_scale, attributes.Scale), (s_offset, attributes.Offset)];

    protected override (double Scale, double Offset) Of(RescalingAttributes attributes, int channel) => (At(attributes.Scale, channel), At(attributes.Offset, channel));
}
