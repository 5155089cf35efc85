namespace CnnGen.Onnx.Export.Layers;

/// <summary>UpSampling2D: Resize. Each pixel is repeated, or centers of pixels are interpolated between.</summary>
internal sealed class UpSampling2DTranslator : LayerTranslator
{
    public override string Kind => "UpSampling2D";

    public override ExportValue Export(ExportLayer layer)
    {
        var input = layer.Graph.ChannelsFirst(layer.Input);
        var (height, width) = layer.Settings.Size("Size");
        var scales = layer.Graph.Constant($"{layer.Name}/scales", name => OnnxTensor.Of(name, [4], [1f, 1, height, width]));
        OnnxAttribute[] attributes = layer.Settings.Flag("Bilinear")
            ? [OnnxAttribute.Of("mode", "linear"), OnnxAttribute.Of("coordinate_transformation_mode", "half_pixel")]
            : [OnnxAttribute.Of("mode", "nearest"), OnnxAttribute.Of("coordinate_transformation_mode", "asymmetric"), OnnxAttribute.Of("nearest_mode", "floor")];
        return layer.Image(layer.Node("Resize", [input.Name, TensorName.None, scales], attributes));
    }
}
