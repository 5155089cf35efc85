namespace CnnGen.Onnx.Export.Layers;

/// <summary>Dense: Gemm and the activation. Behind a Flatten whose elements stand channels first, the rows of the kernel change their order.</summary>
internal sealed class DenseTranslator : LayerTranslator
{
    public override string Kind => "Dense";

    public override ExportValue Export(ExportLayer layer)
    {
        List<TensorName> inputs = [layer.Input.Name, Kernel(layer)];
        if (layer.Has("bias"))
            inputs.Add(layer.Weights("bias"));
        return Activations.Apply(layer, layer.Vector(layer.Node("Gemm", inputs)), layer.Settings.Text("Activation"));
    }

    private static TensorName Kernel(ExportLayer layer)
    {
        if (layer.Input.ChannelsFirstOf is not { } image)
            return layer.Weights("kernel");
        var units = layer.OutputShape.Channels;
        return layer.Weights("kernel", [image.Height, image.Width, image.Channels, units], [2, 0, 1, 3], [image.Length, units]);
    }
}
