using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.StridedSlice;

/// <summary>Every n-th row and column: the shortcut of a residual block that halves the image without parameters.</summary>
internal sealed class StridedSliceKind : LayerKind<StridedSliceAttributes>
{
    private static readonly SizeKey s_begin = new("begin", "The first row and column that is taken: one number, or [row, column]. 0 by default.", new Size(0, 0), minimum: 0);

    private static readonly SizeKey s_strides = new("strides", "From one row or column that is taken to the next: one number, or [height, width]. 1 by default.", new Size(1, 1));

    public override string Type => "StridedSlice";

    public override string Description => "Takes every n-th row and column of an image.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_begin, s_strides];

    protected override StridedSliceAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_begin), reader.Read(s_strides));

    protected override Shape? InferShape(StridedSliceAttributes attributes, LayerSite site)
    {
        if (!site.CheckImage()) return null;
        var (begin, strides, input) = (attributes.Begin, attributes.Strides, site.Input);
        if (begin.Height >= input.Height || begin.Width >= input.Width)
        {
            return site.Refuse(s_begin, begin.ToString(), Invariant($"less than the {input.Height} x {input.Width} of the input"));
        }

        int Taken(int length, int first, int stride) => (length - first + stride - 1) / stride;
        return Shape.Image(Taken(input.Height, begin.Height, strides.Height), Taken(input.Width, begin.Width, strides.Width), input.Channels);
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass) => pass.AddCopy(Taken(pass.Input(layer), layer), pass.Output(layer));

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        if (!accumulate && destination.Shape != layer.OutputShape) pass.AddClear(destination);
        pass.AddCopy(pass.OutputGradient(layer), Taken(destination, layer), accumulate);
    }

    /// <summary>Where one row or column is taken, its stride would only make distances that overflow.</summary>
    private static TensorView Taken(TensorView tensor, LayerNode layer)
    {
        var attributes = (StridedSliceAttributes)layer.Attributes;
        var shape = layer.OutputShape;
        return tensor.Region(attributes.Begin.Height, attributes.Begin.Width, tensor.Shape.Height, tensor.Shape.Width)
            .Every(shape.Height == 1 ? 1 : attributes.Strides.Height, shape.Width == 1 ? 1 : attributes.Strides.Width, shape.Height, shape.Width);
    }

    protected override ReceptiveField? Sees(StridedSliceAttributes attributes, ReceptiveField? input) =>
        input?.Under(1, 1, attributes.Strides.Height, attributes.Strides.Width);
}
