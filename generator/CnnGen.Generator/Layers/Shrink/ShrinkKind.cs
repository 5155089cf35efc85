using System.Collections.Generic;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Shrink;

/// <summary>Zero for small elements, the others as they are or nearer to zero, as ONNX's Shrink.</summary>
internal sealed class ShrinkKind : ElementwiseKind<ShrinkAttributes>
{
    private static readonly NumberKey s_lambda = new("lambd", "Elements of at most this size become zero.", 0.5) { Minimum = 0 };

    private static readonly NumberKey s_bias = new("bias", "How much nearer to zero the other elements come.", 0) { Minimum = double.NegativeInfinity };

    public override string Type => "Shrink";

    public override string Description => "Sets small elements to zero and moves the others towards it.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_lambda, s_bias];

    protected override ShrinkAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_lambda), reader.Read(s_bias));

    protected override ElementwiseFunction FunctionOf(ShrinkAttributes attributes) => ElementwiseFunctions.Shrink(attributes.Lambda, attributes.Bias);
}
