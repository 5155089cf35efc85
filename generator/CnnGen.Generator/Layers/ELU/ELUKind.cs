using System.Collections.Generic;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.ELU;

/// <summary>x, or alpha (exp(x) - 1) below zero, as Keras's ELU.</summary>
internal sealed class ELUKind : ElementwiseKind<ELUAttributes>
{
    private static readonly NumberKey s_alpha = new("alpha", "Very negative inputs lead to minus alpha.", 1);

    public override string Type => "ELU";

    public override string Description => "x where it is above zero, alpha (exp(x) - 1) below.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_alpha];

    protected override ELUAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_alpha));

    protected override ElementwiseFunction FunctionOf(ELUAttributes attributes) => ElementwiseFunctions.Elu(attributes.Alpha);
}
