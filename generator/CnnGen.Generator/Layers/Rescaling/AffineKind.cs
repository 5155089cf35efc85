using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Rescaling;

/// <summary>x times a factor, plus an offset; both are numbers of models.json, one for all elements or one for each channel.</summary>
internal abstract class AffineKind<TAttributes> : LayerKind<TAttributes>
    where TAttributes : LayerAttributes
{
    /// <summary>The numbers, with their keys.</summary>
    protected abstract IReadOnlyList<(SpecKey Key, EquatableArray<float> Values)> NumbersOf(TAttributes attributes);

    /// <summary>Factor and offset of a channel.</summary>
    protected abstract (double Scale, double Offset) Of(TAttributes attributes, int channel);

    protected sealed override Shape? InferShape(TAttributes attributes, LayerSite site)
    {
        foreach (var (key, values) in NumbersOf(attributes))
        {
            if (values.Count == 1 || values.Count == site.Input.Channels) continue;
            return site.Mismatch($"{key.Name} has {values.Count} numbers, found an input of {site.Input}", $"write one number, or one for each of the {site.Input.Channels} channels");
        }

        return site.Input;
    }

    public sealed override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (TAttributes)layer.Attributes;
        if (!IsPerChannel(attributes))
        {
            pass.AddFunction(Function(attributes), pass.Input(layer), pass.Output(layer));
            return;
        }

        pass.AddChannelMap(
            Type, $"{Type} of {layer.OutputShape}, channel by channel", "{V}.MultiplyAddEstimate({a}, {b}, {c})", pass.Output(layer), false,
            EquatableArray.Of(PerChannel(layer, channel => (float)Of(attributes, channel).Scale), PerChannel(layer, channel => (float)Of(attributes, channel).Offset)),
            pass.Input(layer));
    }

    public sealed override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (TAttributes)layer.Attributes;
        if (!IsPerChannel(attributes))
        {
            pass.AddFunctionBackward(Function(attributes), layer);
            return;
        }

        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddChannelMap(
            Type + "Backward", $"The gradient of {Type} over {layer.OutputShape}", "{a} * {b}", destination, accumulate,
            EquatableArray.Of(PerChannel(layer, channel => (float)Of(attributes, channel).Scale)), pass.OutputGradient(layer));
    }

    protected static float At(EquatableArray<float> values, int channel) => values[values.Count == 1 ? 0 : channel];

    private bool IsPerChannel(TAttributes attributes) => NumbersOf(attributes).Any(numbers => numbers.Values.Count > 1);

    private ElementwiseFunction Function(TAttributes attributes)
    {
        var (scale, offset) = Of(attributes, 0);
        return ElementwiseFunctions.Affine(scale, offset);
    }

    private static EquatableArray<float> PerChannel(LayerNode layer, System.Func<int, float> value) =>
        Enumerable.Range(0, layer.OutputShape.Channels).Select(value).ToEquatableArray();
}
