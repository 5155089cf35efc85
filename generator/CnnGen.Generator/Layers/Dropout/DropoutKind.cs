using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Dropout;

/// <summary>Zeros a random part of the elements while training, as Keras's Dropout.</summary>
internal sealed partial class DropoutKind : LayerKind<DropoutAttributes>
{
    internal static readonly NumberKey RateKey = new("rate", "The fraction of elements that is set to zero while training.", 0)
    {
        IsRequired = true,
        Below = 1,
    };

    public override string Type => "Dropout";

    public override bool IsRandom => true;

    public override string Description => "While training sets a random fraction of the elements to zero and scales the others up; otherwise does nothing.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [RateKey];

    protected override DropoutAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(RateKey));

    protected override Shape? InferShape(DropoutAttributes attributes, LayerSite site) => site.Input;
}
