namespace CnnGen.Onnx.Export.Layers;

/// <summary>Resizing: Resize, by scales where they are given, else by sizes.</summary>
internal sealed class ResizingTranslator : LayerTranslator
{
    public override string Kind => "Resizing";

    public override ExportValue Export(ExportLayer layer)
    {
        var (input, settings, output) = (layer.Graph.ChannelsFirst(layer.Input), layer.Settings, layer.OutputShape);
        if (settings.Flag("Antialias"))
            throw new NotSupportedException($"Layer \"{layer.Name}\" smooths the image (\"antialias\"), which opset 17 of ONNX does not have; take \"antialias\" out to export it.");
        var scales = settings.Numbers("Scales");
        var interpolation = settings.Text("Interpolation");
        OnnxAttribute[] attributes =
        [
            OnnxAttribute.Of("mode", interpolation switch { "bilinear" => "linear", "bicubic" => "cubic", _ => interpolation }),
            OnnxAttribute.Of("coordinate_transformation_mode", settings.Text("Coordinates")),
            .. interpolation == "nearest" ? [OnnxAttribute.Of("nearest_mode", settings.Text("Rounding"))] : Array.Empty<OnnxAttribute>(),
            .. interpolation == "bicubic" ? [OnnxAttribute.Of("cubic_coeff_a", (float)settings.Number("CubicCoeff"))] : Array.Empty<OnnxAttribute>(),
            .. settings.Flag("ExcludeOutside") ? [OnnxAttribute.Of("exclude_outside", 1L)] : Array.Empty<OnnxAttribute>(),
        ];
        TensorName[] size = scales.Length > 0
            ? [layer.Graph.Constant($"{layer.Name}/scales", name => OnnxTensor.Of(name, [4], [1f, 1, (float)scales[0], (float)scales[1]]))]
            : [TensorName.None, SizesOf(layer, input, output)];
        return layer.Image(layer.Node("Resize", [input.Name, TensorName.None, .. size], attributes));
    }

    /// <summary>The batch, which is free, and the other sizes.</summary>
    private static TensorName SizesOf(ExportLayer layer, ExportValue input, ImageShape output)
    {
        var batch = layer.Node("Shape", [input.Name], OnnxAttribute.Of("start", 0L), OnnxAttribute.Of("end", 1L));
        return layer.Node("Concat", [batch, layer.Graph.Whole(layer.Name, "sizes", output.Channels, output.Height, output.Width)], OnnxAttribute.Of("axis", 0L));
    }
}
