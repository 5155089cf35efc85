namespace CnnGen.Onnx.Export.Layers;

/// <summary>MaxPooling2D: MaxPool. Elements outside of the image do not count in either.</summary>
internal sealed class MaxPooling2DTranslator : LayerTranslator
{
    public override string Kind => "MaxPooling2D";

    public override ExportValue Export(ExportLayer layer)
    {
        var input = layer.Graph.ChannelsFirst(layer.Input);
        return layer.Image(layer.Node("MaxPool", [input.Name], ExportWindow.Of(layer, "Pool").Attributes));
    }
}
