using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Activation;

/// <summary>An activation as a layer of its own, as Keras's Activation.</summary>
internal sealed partial class ActivationKind : LayerKind<ActivationAttributes>
{
    private static readonly ChoiceKey s_activation = new(
        "activation", "The function applied to each element.", Elementwise.Activations.Names, null)
    {
        IsRequired = true,
    };

    public override string Type => "Activation";

    public override string Description => "Applies a function to each element (softmax: over the channels).";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_activation];

    protected override ActivationAttributes ReadAttributes(ObjectReader reader) =>
        new(reader.Read(s_activation) ?? Elementwise.Activations.Linear);

    protected override Shape? InferShape(ActivationAttributes attributes, LayerSite site) => site.Input;

    protected override string ActivationOf(ActivationAttributes attributes) => attributes.Activation;
}
