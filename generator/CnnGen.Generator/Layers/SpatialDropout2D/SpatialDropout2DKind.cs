using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Dropout;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.SpatialDropout2D;

/// <summary>Zeros a random part of the channels while training, as Keras's SpatialDropout2D.</summary>
internal sealed class SpatialDropout2DKind : LayerKind<SpatialDropout2DAttributes>
{
    public override string Type => "SpatialDropout2D";

    public override string Description => "While training sets a random fraction of the channels to zero, in all pixels, and scales the others up; otherwise does nothing.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [DropoutKind.RateKey];

    public override bool IsRandom => true;

    public override OutputMemory OutputMemory => OutputMemory.InputWhenPredicting;

    protected override SpatialDropout2DAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(DropoutKind.RateKey));

    protected override Shape? InferShape(SpatialDropout2DAttributes attributes, LayerSite site) => site.CheckImage() ? site.Input : null;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        if (pass.Mode == Mode.Train) Mask(layer).AddForward(pass);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass) => Mask(layer).AddBackward(pass);

    private static DropoutMask Mask(LayerNode layer) =>
        new(layer, Shape.Image(1, 1, layer.OutputShape.Channels), ((SpatialDropout2DAttributes)layer.Attributes).Rate);
}
