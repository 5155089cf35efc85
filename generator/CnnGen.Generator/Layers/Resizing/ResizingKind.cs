using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Resizing;

/// <summary>An image of another size, as Keras's Resizing, with the words of ONNX's Resize for what libraries do differently.</summary>
internal sealed class ResizingKind : LayerKind<ResizingAttributes>
{
    /// <summary>Entries of the tables of an axis.</summary>
    private const long MostEntries = 1 << 16;

    private static readonly SizeKey s_size = new("size", "Rows and columns of the output: one number, or [height, width].", new Size(1, 1)) { IsRequired = true };

    private static readonly ChoiceKey s_interpolation = new(
        "interpolation", "\"nearest\": the nearest pixel. \"bilinear\": a mean of four. \"bicubic\": a mean of sixteen.", ["nearest", "bilinear", "bicubic"], "bilinear");

    private static readonly ChoiceKey s_coordinates = new(
        "coordinates",
        "Where pixels of the output lie: \"half_pixel\" as in Keras, \"align_corners\", \"asymmetric\", or one of ONNX's other ways.",
        ["half_pixel", "align_corners", "asymmetric", "pytorch_half_pixel", "half_pixel_symmetric"], "half_pixel");

    private static readonly ChoiceKey s_rounding = new(
        "rounding", "How a place becomes a pixel, for nearest.", ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"], "round_prefer_floor");

    private static readonly NumbersKey s_scales = new("scales", "Output over input along height and width, where that is not what the sizes say.", 0) { ExcludesMinimum = true };

    private static readonly FlagKey s_antialias = new("antialias", "Whether an image that becomes smaller is smoothed.", false);

    private static readonly NumberKey s_cubicCoeff = new("cubic_coeff", "The number a of bicubic interpolation.", -0.75) { Minimum = double.NegativeInfinity };

    private static readonly FlagKey s_excludeOutside = new("exclude_outside", "Whether only pixels of the image count near its border.", false);

    public override string Type => "Resizing";

    public override string Description => "Makes an image larger or smaller.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_size, s_interpolation, s_coordinates, s_rounding, s_scales, s_antialias, s_cubicCoeff, s_excludeOutside];

    protected override ResizingAttributes ReadAttributes(ObjectReader reader) => new(
        reader.Read(s_size), reader.Read(s_interpolation)!, reader.Read(s_coordinates)!, reader.Read(s_rounding)!, reader.Read(s_scales),
        reader.Read(s_antialias), reader.Read(s_cubicCoeff), reader.Read(s_excludeOutside));

    protected override Shape? InferShape(ResizingAttributes attributes, LayerSite site)
    {
        if (!site.CheckImage()) return null;
        var (size, scales) = (attributes.Size, attributes.Scales);
        if (scales.Count is not (0 or 2)) return site.Refuse(s_scales, Literal.Of(scales.Count) + " numbers", "two: of height and width");
        double ScaleOf(int axis, int output, int input) => scales.Count > 0 ? scales[axis] : output / (double)input;
        long rows = ResizeAxis.Elements(attributes, site.Input.Height, size.Height, ScaleOf(0, size.Height, site.Input.Height));
        long columns = ResizeAxis.Elements(attributes, site.Input.Width, size.Width, ScaleOf(1, size.Width, site.Input.Width));
        return rows > MostEntries || columns > MostEntries
            ? site.Refuse(s_size, size.ToString(), $"fewer rows and columns: their tables may have {MostEntries} entries each")
            : Shape.Image(size.Height, size.Width, site.Input.Channels);
    }

    protected override ReceptiveField? Sees(ResizingAttributes attributes, ReceptiveField? input) => null;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var (input, output) = (pass.Input(layer), pass.Output(layer));
        pass.Add(KernelOf(layer, input, output, backward: false), input.Pointer(), output.Pointer());
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        var gradient = pass.OutputGradient(layer);
        if (!accumulate) pass.AddClear(destination);
        pass.Add(KernelOf(layer, destination, gradient, backward: true), gradient.Pointer(), destination.Pointer());
    }

    private static ResizeKernel KernelOf(LayerNode layer, TensorPlan input, TensorPlan output, bool backward)
    {
        var attributes = (ResizingAttributes)layer.Attributes;
        var (vertical, horizontal) = attributes.Axes(layer.InputShapes[0].Height, layer.InputShapes[0].Width);
        string how = Identifiers.Pascal(attributes.Interpolation)
            + (attributes.Coordinates == "half_pixel" ? "" : Identifiers.Pascal(attributes.Coordinates))
            + (attributes.Rounding == "round_prefer_floor" ? "" : Identifiers.Pascal(attributes.Rounding))
            + (attributes.Antialias ? "Antialias" : "") + (attributes.ExcludeOutside ? "Inside" : "");
        string label = $"{how}_{layer.InputShapes[0].NamePart}_{layer.OutputShape.Height}x{layer.OutputShape.Width}";
        return new ResizeKernel(label, layer.OutputShape, vertical, horizontal, RowLayout.Of(input), RowLayout.Of(output), backward);
    }
}
