using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Normalization;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.GroupNormalization;

/// <summary>
/// Brings groups of an image's channels to a mean of 0 and a variance of 1, as Keras's GroupNormalization. From Y. Wu, K. He, "Group Normalization",
/// ECCV 2018.
/// </summary>
internal sealed partial class GroupNormalizationKind : LayerKind<GroupNormalizationAttributes>
{
    private const int DefaultGroups = 32;

    private static readonly WholeNumberKey s_groups = new("groups", "Parts that the channels are divided into. 32 by default.", WholeNumberKey.MostChannels);

    public override string Type => "GroupNormalization";

    public override string Description => "Brings each group of an image's channels to mean 0 and variance 1. Then scales and shifts each channel.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_groups, .. NormalizationParameters.Keys];

    protected override GroupNormalizationAttributes ReadAttributes(ObjectReader reader) => new(
        reader.ReadOr(s_groups, DefaultGroups), reader.Read(NormalizationParameters.Epsilon),
        reader.Read(NormalizationParameters.Center), reader.Read(NormalizationParameters.Scale))
    {
        Parameters = NormalizationParameters.Read(reader),
    };

    protected override Shape? InferShape(GroupNormalizationAttributes attributes, LayerSite site) => site.Input.Channels % attributes.Groups == 0
        ? site.Input
        : site.Mismatch(
            $"GroupNormalization divides channels into {Literal.Of(attributes.Groups)} groups, found {Literal.Of(site.Input.Channels)} channels in {site.Input}",
            "write \"groups\" as a number that divides them");

    protected override EquatableArray<ParameterNode> Parameters(GroupNormalizationAttributes attributes, EquatableArray<Shape> inputs) =>
        attributes.Parameters.Nodes(attributes.Scale, attributes.Center, inputs[0].Channels).ToEquatableArray();

    protected override ReceptiveField? Sees(GroupNormalizationAttributes attributes, ReceptiveField? input) => null;
}
