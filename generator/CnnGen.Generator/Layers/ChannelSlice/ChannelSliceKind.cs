using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.ChannelSlice;

/// <summary>Some of the channels, which follow each other: the way back from Concatenate, as ONNX's Split.</summary>
internal sealed class ChannelSliceKind : LayerKind<ChannelSliceAttributes>
{
    private static readonly BoundedIntegerKey s_begin = new("begin", "The first channel that is taken. 0 by default.", 0, 0, WholeNumberKey.MostChannels);

    private static readonly WholeNumberKey s_size = new("size", "How many channels are taken.", WholeNumberKey.MostChannels) { IsRequired = true };

    public override string Type => "ChannelSlice";

    public override string Description => "Takes some of the channels of its input.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_begin, s_size];

    protected override ChannelSliceAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_begin), reader.Read(s_size));

    protected override Shape? InferShape(ChannelSliceAttributes attributes, LayerSite site) => (long)attributes.Begin + attributes.Size <= site.Input.Channels
        ? site.Input with { Channels = attributes.Size }
        : site.Refuse(s_size, Literal.Of(attributes.Size), $"at most the {Literal.Of(site.Input.Channels)} channels of the input, from channel {Literal.Of(attributes.Begin)} on");

    public override void PlanForward(LayerNode layer, PassBuilder pass) => pass.AddCopy(Taken(pass.Input(layer), layer), pass.Output(layer));

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        if (!accumulate && destination.Shape != layer.OutputShape) pass.AddClear(destination);
        pass.AddCopy(pass.OutputGradient(layer), Taken(destination, layer), accumulate);
    }

    private static TensorView Taken(TensorView tensor, LayerNode layer)
    {
        var attributes = (ChannelSliceAttributes)layer.Attributes;
        return tensor.Channels(attributes.Begin, attributes.Size);
    }
}
