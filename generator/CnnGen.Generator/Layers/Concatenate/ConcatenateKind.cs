using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Concatenate;

/// <summary>Several inputs one behind another along an axis, as Keras's Concatenate.</summary>
internal sealed class ConcatenateKind : LayerKind<ConcatenateAttributes>
{
    private const int Height = 1;
    private const int Width = 2;
    private const int Channels = 3;

    private static readonly BoundedIntegerKey s_axis = new(
        "axis", "Along which axis: -1 or 3 for channels, 1 for height, 2 for width. The batch is axis 0.", -1, -3, 3);

    public override string Type => "Concatenate";

    public override string Description => "Puts its inputs one behind another, by default channel behind channel.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_axis];

    public override int FewestInputs => 2;

    public override int MostInputs => int.MaxValue;

    protected override ConcatenateAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_axis));

    protected override Shape? InferShape(ConcatenateAttributes attributes, LayerSite site)
    {
        var shape = site.Input;
        if (AxisOf(attributes, shape) is not int axis)
        {
            return site.Mismatch(
                $"axis {attributes.Axis} is no axis of {(shape.IsVector ? "a vector" : "an image")} of {shape}", shape.IsVector ? "use -1 or 1" : "use -1, 1, 2 or 3");
        }

        foreach (var input in site.Inputs)
        {
            if (input.IsVector != shape.IsVector || With(input, axis, 0) != With(shape, axis, 0))
            {
                return site.Mismatch(
                    $"Concatenate takes inputs that differ along one axis only, found {string.Join(" and ", site.Inputs.Distinct())}", "make the other axes equal");
            }
        }

        return With(shape, axis, ElementCount.Saturate(site.Inputs.Sum(input => (long)LengthOf(input, axis))));
    }

    public override EquatableArray<int>? ChannelStarts(LayerNode layer)
    {
        if (layer.OutputShape.IsVector || AxisOf((ConcatenateAttributes)layer.Attributes, layer.OutputShape) != Channels) return null;
        var starts = new List<int>();
        int start = 0;
        foreach (var shape in layer.InputShapes)
        {
            starts.Add(start);
            start += shape.Channels;
        }

        return starts.ToEquatableArray();
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        foreach (var (k, slice) in Slices(layer, pass.Output(layer)))
        {
            // What wrote its output in place has nothing to copy.
            if (pass.Input(layer, k).Slice is null) pass.AddCopy(pass.Input(layer, k), slice);
        }
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        foreach (var (k, slice) in Slices(layer, pass.OutputGradient(layer)))
        {
            if (pass.InputGradient(layer, k) is var (destination, accumulate)) pass.AddCopy(slice, destination, accumulate);
        }
    }

    /// <summary>The part of the output that is each input's.</summary>
    private static IEnumerable<(int Input, TensorView Slice)> Slices(LayerNode layer, TensorView output)
    {
        int axis = AxisOf((ConcatenateAttributes)layer.Attributes, layer.OutputShape)!.Value;
        int start = 0;
        for (int k = 0; k < layer.Inputs.Count; k++)
        {
            var shape = layer.InputShapes[k];
            yield return (k, axis == Channels
                ? output.Channels(start, shape.Channels)
                : output.Region(axis == Height ? start : 0, axis == Width ? start : 0, shape.Height, shape.Width));
            start += LengthOf(shape, axis);
        }
    }

    /// <summary>Height, width or channels; null where the shape has no such axis.</summary>
    private static int? AxisOf(ConcatenateAttributes attributes, Shape shape)
    {
        int rank = shape.IsVector ? 1 : 3;
        int axis = attributes.Axis < 0 ? attributes.Axis + rank + 1 : attributes.Axis;
        return axis < 1 || axis > rank ? null : shape.IsVector ? Channels : axis;
    }

    private static int LengthOf(Shape shape, int axis) => axis == Height ? shape.Height : axis == Width ? shape.Width : shape.Channels;

    private static Shape With(Shape shape, int axis, int length) =>
        axis == Height ? shape with { Height = length } : axis == Width ? shape with { Width = length } : shape with { Channels = length };
}
