using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.ZeroPadding2D;

/// <summary>Rows and columns of zeros around an image, as Keras's ZeroPadding2D.</summary>
internal sealed class ZeroPadding2DKind : LayerKind<ZeroPadding2DAttributes>
{
    private static readonly PaddingKey s_padding = new(
        "padding", "Rows and columns of zeros: one number for all sides, [height, width], or [[top, bottom], [left, right]]. 1 by default.", Padding.Explicit(1, 1, 1, 1));

    public override string Type => "ZeroPadding2D";

    public override string Description => "Puts rows and columns of zeros around an image.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_padding];

    protected override ZeroPadding2DAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_padding));

    protected override Shape? InferShape(ZeroPadding2DAttributes attributes, LayerSite site) => !site.CheckImage() ? null : Shape.Image(
        site.Input.Height + attributes.Padding.Vertical.Before + attributes.Padding.Vertical.After,
        site.Input.Width + attributes.Padding.Horizontal.Before + attributes.Padding.Horizontal.After,
        site.Input.Channels);

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var (top, left, inside) = (Top(layer), Left(layer), layer.InputShapes[0]);
        TensorView output = pass.Output(layer);
        pass.AddFrame(output, top, left, inside.Height, inside.Width);
        pass.AddCopy(pass.Input(layer), output.Region(top, left, inside.Height, inside.Width));
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        TensorView gradient = pass.OutputGradient(layer);
        pass.AddCopy(gradient.Region(Top(layer), Left(layer), destination.Shape.Height, destination.Shape.Width), destination, accumulate);
    }

    private static int Top(LayerNode layer) => ((ZeroPadding2DAttributes)layer.Attributes).Padding.Vertical.Before;

    private static int Left(LayerNode layer) => ((ZeroPadding2DAttributes)layer.Attributes).Padding.Horizontal.Before;
}
