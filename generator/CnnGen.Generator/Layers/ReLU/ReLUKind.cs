using System.Collections.Generic;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.ReLU;

/// <summary>x between a threshold and a maximum, as Keras's ReLU.</summary>
internal sealed class ReLUKind : ElementwiseKind<ReLUAttributes>
{
    private static readonly NumberKey s_maximum = new("max_value", "The most that comes out. No limit by default.", 0) { IsOptional = true };

    private static readonly NumberKey s_slope = new("negative_slope", "The factor of what is below the threshold.", 0);

    private static readonly NumberKey s_threshold = new("threshold", "Below it, negative_slope (x - threshold) comes out.", 0);

    public override string Type => "ReLU";

    public override string Description => "x where it is above a threshold, up to a maximum.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_maximum, s_slope, s_threshold];

    protected override ReLUAttributes ReadAttributes(ObjectReader reader) => new(
        reader.Has(s_maximum) ? reader.Read(s_maximum) : null, reader.Read(s_slope), reader.Read(s_threshold));

    protected override ElementwiseFunction FunctionOf(ReLUAttributes attributes) => ElementwiseFunctions.ReluWith(attributes.MaxValue, attributes.NegativeSlope, attributes.Threshold);
}
