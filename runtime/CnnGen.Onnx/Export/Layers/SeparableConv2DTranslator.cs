namespace CnnGen.Onnx.Export.Layers;

/// <summary>SeparableConv2D: Conv with a group for each channel, then one over all channels of a pixel, and the activation.</summary>
internal sealed class SeparableConv2DTranslator : LayerTranslator
{
    public override string Kind => "SeparableConv2D";

    public override ExportValue Export(ExportLayer layer)
    {
        var settings = layer.Settings;
        var input = layer.Graph.ChannelsFirst(layer.Input);
        var window = new ExportWindow(settings.Size("Kernel"), settings.Size("Strides"), settings.Size("Dilation")).Over(input.Shape, settings.Object("Padding"));
        var between = Convolution.Depthwise(layer, input, window, "depthwise_kernel", hasBias: false);
        return Convolution.Full(layer, between, new ExportWindow(ExportWindow.One, ExportWindow.One, ExportWindow.One), "pointwise_kernel", groups: 1);
    }
}
