namespace CnnGen.Onnx.Export.Layers;

/// <summary>MaxPooling2D: MaxPool. Elements outside of the image do not count in either.</summary>
internal sealed class MaxPooling2DTranslator : LayerTranslator
{
    public override string Kind => "MaxPooling2D";

    public override ExportValue Export(ExportLayer layer)
    {
        var settings = layer.Settings;
        var input = layer.Graph.ChannelsFirst(layer.Input);
        var window = new ExportWindow(
            (settings.Whole("PoolHeight"), settings.Whole("PoolWidth")), (settings.Whole("StrideY"), settings.Whole("StrideX")), ExportWindow.One);
        return layer.Image(layer.Node("MaxPool", [input.Name], window.Over(input.Shape, settings.Object("Padding")).Attributes));
    }
}
