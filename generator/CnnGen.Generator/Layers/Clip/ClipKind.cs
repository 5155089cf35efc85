using System.Collections.Generic;
using System.Globalization;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Clip;

/// <summary>x, but no less and no more than two numbers, as ONNX's Clip.</summary>
internal sealed class ClipKind : ElementwiseKind<ClipAttributes>
{
    private static readonly NumberKey s_minimum = new("min", "The least that comes out.", 0) { Minimum = float.MinValue, IsRequired = true };

    private static readonly NumberKey s_maximum = new("max", "The most that comes out; at least min.", 0) { Minimum = float.MinValue, IsRequired = true };

    public override string Type => "Clip";

    public override string Description => "Keeps each element between two numbers.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_minimum, s_maximum];

    protected override ClipAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_minimum), reader.Read(s_maximum));

    protected override Shape? InferShape(ClipAttributes attributes, LayerSite site) => attributes.Minimum <= attributes.Maximum
        ? base.InferShape(attributes, site)
        : site.Refuse(s_maximum, attributes.Maximum.ToString("R", CultureInfo.InvariantCulture), "at least min");

    protected override ElementwiseFunction FunctionOf(ClipAttributes attributes) => ElementwiseFunctions.Clip(attributes.Minimum, attributes.Maximum);
}
