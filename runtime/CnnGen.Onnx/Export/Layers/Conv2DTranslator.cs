namespace CnnGen.Onnx.Export.Layers;

/// <summary>Conv2D: Conv, its kernel turned from HWIO to OIHW, and the activation.</summary>
internal sealed class Conv2DTranslator : LayerTranslator
{
    public override string Kind => "Conv2D";

    public override ExportValue Export(ExportLayer layer)
    {
        var settings = layer.Settings;
        var window = new ExportWindow(
            (settings.Whole("KernelHeight"), settings.Whole("KernelWidth")), (settings.Whole("StrideY"), settings.Whole("StrideX")), settings.Size("Dilation"));
        var input = layer.Graph.ChannelsFirst(layer.Input);
        return Convolution.Full(layer, input, window.Over(input.Shape, settings.Object("Padding")), "kernel", settings.Whole("Groups"));
    }
}
