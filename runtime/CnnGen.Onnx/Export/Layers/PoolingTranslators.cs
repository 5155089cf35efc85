namespace CnnGen.Onnx.Export.Layers;

/// <summary>MaxPooling2D: MaxPool. Elements outside of the image do not count in either.</summary>
internal sealed class MaxPooling2DTranslator : PoolingTranslator
{
    public override string Kind => "MaxPooling2D";

    public override ExportValue Export(ExportLayer layer) => Pool(layer, "MaxPool");
}

/// <summary>AveragePooling2D: AveragePool.</summary>
internal sealed class AveragePooling2DTranslator : PoolingTranslator
{
    public override string Kind => "AveragePooling2D";

    public override ExportValue Export(ExportLayer layer) =>
        Pool(layer, "AveragePool", OnnxAttribute.Of("count_include_pad", layer.Settings.Flag("CountPadding") ? 1 : 0));
}

/// <summary>A pooling over windows.</summary>
internal abstract class PoolingTranslator : LayerTranslator
{
    protected static ExportValue Pool(ExportLayer layer, string operation, params OnnxAttribute[] more)
    {
        var settings = layer.Settings;
        var input = layer.Graph.ChannelsFirst(layer.Input);
        var window = new ExportWindow(
            (settings.Whole("PoolHeight"), settings.Whole("PoolWidth")), (settings.Whole("StrideY"), settings.Whole("StrideX")), ExportWindow.One);
        OnnxAttribute[] attributes = [.. window.Over(input.Shape, settings.Object("Padding")).Attributes, OnnxAttribute.Of("ceil_mode", settings.Flag("Ceil") ? 1 : 0), .. more];
        return layer.Image(layer.Node(operation, [input.Name], attributes));
    }
}
