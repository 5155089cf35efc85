using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.PReLU;

/// <summary>x, or a trained part of it below zero (He et al. 2015), as Keras's PReLU.</summary>
internal sealed class PReLUKind : LayerKind<PReLUAttributes>
{
    private static readonly AxesKey s_sharedAxes = new("shared_axes", "The axes along which all elements have one slope: [1, 2] for a slope a channel. None by default.");

    public override string Type => "PReLU";

    public override string Description => "x where it is above zero, a trained part of it below.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_sharedAxes];

    protected override PReLUAttributes ReadAttributes(ObjectReader reader)
    {
        var (height, width) = reader.Read(s_sharedAxes);
        return new PReLUAttributes(height, width);
    }

    protected override Shape? InferShape(PReLUAttributes attributes, LayerSite site) =>
        site.Input.IsVector && (attributes.SharesRows || attributes.SharesColumns)
            ? site.Refuse(s_sharedAxes, "given", "nothing for a vector, of which each element has a slope")
            : site.Input;

    protected override EquatableArray<ParameterNode> Parameters(PReLUAttributes attributes, EquatableArray<Shape> inputs)
    {
        var shape = AlphaShape(attributes, inputs[0]);
        var dimensions = shape.IsVector ? EquatableArray.Of(shape.Channels) : EquatableArray.Of(shape.Height, shape.Width, shape.Channels);
        return EquatableArray.Of(new ParameterNode("alpha", "Alpha", dimensions, new Initializer("zeros", 0, 0)));
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass) => pass.AddMap(
        "PRelu", $"PReLU of {layer.OutputShape}", "{V}.ConditionalSelect({V}.GreaterThan({a}, {V}<float>.Zero), {a}, {a} * {b})",
        pass.Output(layer), false, pass.Input(layer), Alpha(layer, pass));

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var input = pass.Input(layer);
        var gradient = pass.OutputGradient(layer);
        var shape = AlphaShape((PReLUAttributes)layer.Attributes, layer.OutputShape);
        pass.ForParametersOf(layer, () => pass.AddGradient(
            "PReluAlpha", $"The gradient by the slopes of PReLU over {layer.OutputShape}", "{V}.LessThanOrEqual({a}, {V}<float>.Zero) & ({a} * {b})",
            TensorView.OfParameter(pass.ParameterGradient(layer, "alpha")!, shape), true, input, gradient));
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddMap(
            "PReluBackward", $"The gradient of PReLU over {layer.OutputShape}", "{V}.ConditionalSelect({V}.GreaterThan({a}, {V}<float>.Zero), {b}, {b} * {c})",
            destination, accumulate, input, gradient, Alpha(layer, pass));
    }

    private static TensorView Alpha(LayerNode layer, PassBuilder pass) =>
        TensorView.OfParameter(pass.Parameter(layer, "alpha")!, AlphaShape((PReLUAttributes)layer.Attributes, layer.OutputShape)).Broadcast(layer.OutputShape);

    private static Shape AlphaShape(PReLUAttributes attributes, Shape input) => input with
    {
        Height = attributes.SharesRows ? 1 : input.Height,
        Width = attributes.SharesColumns ? 1 : input.Width,
    };
}
