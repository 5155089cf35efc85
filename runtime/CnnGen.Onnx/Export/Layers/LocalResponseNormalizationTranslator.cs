namespace CnnGen.Onnx.Export.Layers;

/// <summary>LocalResponseNormalization: LRN, by whose definition it goes.</summary>
internal sealed class LocalResponseNormalizationTranslator : LayerTranslator
{
    public override string Kind => "LocalResponseNormalization";

    public override ExportValue Export(ExportLayer layer) => layer.Graph.Map(
        layer.Name, layer.Graph.ChannelsFirst(layer.Input), "LRN",
        OnnxAttribute.Of("alpha", (float)layer.Settings.Number("Alpha")), OnnxAttribute.Of("beta", (float)layer.Settings.Number("Beta")),
        OnnxAttribute.Of("bias", (float)layer.Settings.Number("Bias")), OnnxAttribute.Of("size", layer.Settings.Whole("Size")));
}
