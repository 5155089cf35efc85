namespace CnnGen.Onnx.Export.Layers;

/// <summary>DepthwiseConv2D: Conv with a group for each channel, and the activation.</summary>
internal sealed class DepthwiseConv2DTranslator : LayerTranslator
{
    public override string Kind => "DepthwiseConv2D";

    public override ExportValue Export(ExportLayer layer)
    {
        var settings = layer.Settings;
        var input = layer.Graph.ChannelsFirst(layer.Input);
        var window = new ExportWindow(settings.Size("Kernel"), settings.Size("Strides"), settings.Size("Dilation")).Over(input.Shape, settings.Object("Padding"));
        return Activations.Apply(layer, Convolution.Depthwise(layer, input, window, "kernel", hasBias: true), settings.Text("Activation"));
    }
}
