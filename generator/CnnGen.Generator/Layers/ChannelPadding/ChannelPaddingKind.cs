using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.ChannelPadding;

/// <summary>Channels of zeros beside those of the input: the shortcut of a residual block without parameters (He et al. 2016, option A).</summary>
internal sealed class ChannelPaddingKind : LayerKind<ChannelPaddingAttributes>
{
    private static readonly BoundedIntegerKey s_before = new("before", "Channels of zeros before those of the input.", 0, 0, WholeNumberKey.MostChannels);

    private static readonly BoundedIntegerKey s_after = new("after", "Channels of zeros behind those of the input.", 0, 0, WholeNumberKey.MostChannels);

    public override string Type => "ChannelPadding";

    public override string Description => "Adds channels of zeros, so that a shortcut has as many channels as what it goes around.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_before, s_after];

    protected override ChannelPaddingAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_before), reader.Read(s_after));

    protected override Shape? InferShape(ChannelPaddingAttributes attributes, LayerSite site) => site.Input with
    {
        Channels = ElementCount.Saturate((long)site.Input.Channels + attributes.Before + attributes.After),
    };

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var (before, after) = Sides(layer);
        int channels = layer.InputShapes[0].Channels;
        TensorView output = pass.Output(layer);
        if (before > 0) pass.AddClear(output.Channels(0, before));
        pass.AddCopy(pass.Input(layer), output.Channels(before, channels));
        if (after > 0) pass.AddClear(output.Channels(before + channels, after));
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        TensorView gradient = pass.OutputGradient(layer);
        pass.AddCopy(gradient.Channels(Sides(layer).Before, destination.Shape.Channels), destination, accumulate);
    }

    private static (int Before, int After) Sides(LayerNode layer)
    {
        var attributes = (ChannelPaddingAttributes)layer.Attributes;
        return (attributes.Before, attributes.After);
    }
}
