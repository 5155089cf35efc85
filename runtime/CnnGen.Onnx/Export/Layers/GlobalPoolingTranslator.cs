namespace CnnGen.Onnx.Export.Layers;

/// <summary>GlobalAveragePooling2D and GlobalMaxPooling2D: the operators of these names, and Flatten where a vector comes out.</summary>
internal sealed class GlobalPoolingTranslator(string kind, string operation) : LayerTranslator
{
    public override string Kind => kind;

    public override ExportValue Export(ExportLayer layer)
    {
        var pooled = layer.Node(operation, [layer.Graph.ChannelsFirst(layer.Input).Name]);
        return layer.Settings.Flag("KeepDims") ? layer.Image(pooled) : layer.Vector(layer.Node("Flatten", [pooled], OnnxAttribute.Of("axis", 1)));
    }
}
