using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Pooling;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.AveragePooling2D;

/// <summary>The mean of each window, channel by channel, as Keras's AveragePooling2D.</summary>
internal sealed class AveragePooling2DKind : PoolingKind<AveragePooling2DAttributes>
{
    private static readonly FlagKey s_countPadding = new("count_include_pad", "Whether padding counts as zeros in the mean.", false);

    public override string Type => "AveragePooling2D";

    public override string Description => "Takes the mean of each window, channel by channel.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [.. WindowKeys, s_countPadding];

    protected override AveragePooling2DAttributes ReadAttributes(ObjectReader reader)
    {
        var (pool, strides, padding, ceil) = ReadWindows(reader);
        return new AveragePooling2DAttributes(pool.Height, pool.Width, strides.Height, strides.Width, padding, ceil, reader.Read(s_countPadding));
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass) =>
        pass.AddWindowSum("AveragePooling2D", GeometryOf(layer), DivisorOf(layer), pass.Input(layer), pass.Output(layer));

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddWindowSpread("AveragePooling2DBackward", GeometryOf(layer), DivisorOf(layer), pass.OutputGradient(layer), destination, accumulate);
    }

    private static Divisor DivisorOf(LayerNode layer) => ((AveragePooling2DAttributes)layer.Attributes).Divisor;
}
