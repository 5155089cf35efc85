using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.Cropping2D;

/// <summary>An image without some rows and columns at its sides, as Keras's Cropping2D.</summary>
internal sealed class Cropping2DKind : LayerKind<Cropping2DAttributes>
{
    private static readonly PaddingKey s_cropping = new(
        "cropping", "Rows and columns to cut off: one number for all sides, [height, width], or [[top, bottom], [left, right]]. 0 by default.", Padding.Valid);

    public override string Type => "Cropping2D";

    public override string Description => "Cuts rows and columns off an image.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_cropping];

    protected override Cropping2DAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_cropping));

    protected override Shape? InferShape(Cropping2DAttributes attributes, LayerSite site)
    {
        if (!site.CheckImage()) return null;
        var (vertical, horizontal) = (attributes.Cropping.Vertical, attributes.Cropping.Horizontal);
        int height = site.Input.Height - vertical.Before - vertical.After;
        int width = site.Input.Width - horizontal.Before - horizontal.After;
        if (height > 0 && width > 0) return Shape.Image(height, width, site.Input.Channels);
        return site.Refuse(
            s_cropping, Invariant($"{vertical.Before} + {vertical.After} rows and {horizontal.Before} + {horizontal.After} columns"),
            Invariant($"less than the {site.Input.Height} x {site.Input.Width} of the input"));
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass) => pass.AddCopy(Inside(pass.Input(layer), layer), pass.Output(layer));

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        var (top, left, shape) = (Top(layer), Left(layer), layer.OutputShape);
        if (!accumulate) pass.AddFrame(destination, top, left, shape.Height, shape.Width);
        pass.AddCopy(pass.OutputGradient(layer), Inside(destination, layer), accumulate);
    }

    private static TensorView Inside(TensorView tensor, LayerNode layer) => tensor.Region(Top(layer), Left(layer), layer.OutputShape.Height, layer.OutputShape.Width);

    private static int Top(LayerNode layer) => ((Cropping2DAttributes)layer.Attributes).Cropping.Vertical.Before;

    private static int Left(LayerNode layer) => ((Cropping2DAttributes)layer.Attributes).Cropping.Horizontal.Before;
}
