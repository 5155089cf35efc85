using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Normalization;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Affine;

/// <summary>x times a trained factor, plus a trained offset: what networks of other libraries multiply and add, element by element.</summary>
internal sealed class AffineKind : LayerKind<AffineAttributes>
{
    private static readonly AxesKey s_sharedAxes = new("shared_axes", "The axes along which all elements have the same numbers: [1, 2] for numbers of each channel. None by default.");

    public override string Type => "Affine";

    public override string Description => "Multiplies each element by a trained number and adds another one.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_sharedAxes, .. NormalizationParameters.Keys.Where(key => key != NormalizationParameters.Epsilon)];

    protected override AffineAttributes ReadAttributes(ObjectReader reader)
    {
        var (height, width) = reader.Read(s_sharedAxes);
        return new AffineAttributes(height, width, reader.Read(NormalizationParameters.Center), reader.Read(NormalizationParameters.Scale))
        {
            Parameters = NormalizationParameters.Read(reader),
        };
    }

    protected override Shape? InferShape(AffineAttributes attributes, LayerSite site) =>
        site.Input.IsVector && (attributes.SharesRows || attributes.SharesColumns)
            ? site.Refuse(s_sharedAxes, "given", "nothing for a vector, of which each element has numbers of its own")
            : site.Input;

    protected override EquatableArray<ParameterNode> Parameters(AffineAttributes attributes, EquatableArray<Shape> inputs)
    {
        var shape = ParameterShape(attributes, inputs[0]);
        int[] dimensions = shape.IsVector ? [shape.Channels] : [shape.Height, shape.Width, shape.Channels];
        return attributes.Parameters.Nodes(attributes.Scale, attributes.Center, dimensions).ToEquatableArray();
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (AffineAttributes)layer.Attributes;
        TensorView[] operands =
        [
            pass.Input(layer),
            .. attributes.Scale ? [Numbers(layer, pass, NormalizationParameters.Gamma)] : System.Array.Empty<TensorView>(),
            .. attributes.Center ? [Numbers(layer, pass, NormalizationParameters.Beta)] : System.Array.Empty<TensorView>(),
        ];
        string expression = (attributes.Scale, attributes.Center) switch
        {
            (true, true) => "{V}.MultiplyAddEstimate({a}, {b}, {c})",
            (true, false) => "{a} * {b}",
            (false, true) => "{a} + {b}",
            _ => "{a}",
        };
        pass.AddMap("Affine", $"Factors and offsets of {layer.OutputShape}", expression, pass.Output(layer), false, operands);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (AffineAttributes)layer.Attributes;
        TensorView gradient = pass.OutputGradient(layer);
        var shape = ParameterShape(attributes, layer.OutputShape);
        if (pass.ParameterGradient(layer, NormalizationParameters.Gamma) is string gamma)
        {
            pass.ForParametersOf(layer, () => pass.AddGradient(
                "AffineGamma", $"The gradient by the factors of {layer.OutputShape}", "{a} * {b}", TensorView.OfParameter(gamma, shape), true, pass.Input(layer), gradient));
        }

        if (pass.ParameterGradient(layer, NormalizationParameters.Beta) is string beta)
        {
            pass.ForParametersOf(layer, () => pass.AddGradient("AffineBeta", $"The gradient by the offsets of {layer.OutputShape}", "{a}", TensorView.OfParameter(beta, shape), true, gradient));
        }

        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        if (!attributes.Scale) pass.AddCopy(gradient, destination, accumulate);
        else
        {
            pass.AddMap(
                "AffineBackward", $"The gradient of factors and offsets of {layer.OutputShape}", "{a} * {b}", destination, accumulate,
                gradient, Numbers(layer, pass, NormalizationParameters.Gamma));
        }
    }

    private static TensorView Numbers(LayerNode layer, PassBuilder pass, string parameter) =>
        TensorView.OfParameter(pass.Parameter(layer, parameter)!, ParameterShape((AffineAttributes)layer.Attributes, layer.OutputShape)).Broadcast(layer.OutputShape);

    private static Shape ParameterShape(AffineAttributes attributes, Shape input) => input with
    {
        Height = attributes.SharesRows ? 1 : input.Height,
        Width = attributes.SharesColumns ? 1 : input.Width,
    };
}
