using System.Collections.Generic;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.LeakyReLU;

/// <summary>x, or a part of it below zero, as Keras's LeakyReLU.</summary>
internal sealed class LeakyReLUKind : ElementwiseKind<LeakyReLUAttributes>
{
    private static readonly NumberKey s_slope = new("negative_slope", "The factor of what is below zero.", 0.3);

    public override string Type => "LeakyReLU";

    public override string Description => "x where it is above zero, a small part of it below.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_slope];

    protected override LeakyReLUAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_slope));

    protected override ElementwiseFunction FunctionOf(LeakyReLUAttributes attributes) => ElementwiseFunctions.LeakyRelu(attributes.NegativeSlope);
}
