namespace CnnGen.Onnx.Export.Layers;

/// <summary>Conv2D: Conv, its kernel turned from HWIO to OIHW, and the activation.</summary>
internal sealed class Conv2DTranslator : LayerTranslator
{
    public override string Kind => "Conv2D";

    public override ExportValue Export(ExportLayer layer)
    {
        var input = layer.Graph.ChannelsFirst(layer.Input);
        var window = ExportWindow.Of(layer, "Kernel");
        var shape = layer.Parameter("kernel").Shape.ToArray();
        List<TensorName> inputs = [input.Name, layer.Weights("kernel", shape, [3, 2, 0, 1], [shape[3], shape[2], shape[0], shape[1]])];
        if (layer.Has("bias"))
            inputs.Add(layer.Weights("bias"));
        var output = layer.Image(layer.Node("Conv", inputs, window.Attributes));
        return Activations.Apply(layer, output, layer.Settings.Text("Activation"));
    }
}
