namespace CnnGen.Onnx.Export.Layers;

/// <summary>BatchNormalization with its moving averages, as while predicting.</summary>
internal sealed class BatchNormalizationTranslator : LayerTranslator
{
    public override string Kind => "BatchNormalization";

    public override ExportValue Export(ExportLayer layer)
    {
        var input = layer.Graph.ChannelsSecond(layer.Input);
        return layer.Graph.Map(
            layer.Name, input, "BatchNormalization",
            [layer.WeightsOr("gamma", 1, input.Shape.Channels), layer.WeightsOr("beta", 0, input.Shape.Channels), layer.Weights("moving_mean"), layer.Weights("moving_variance")],
            OnnxAttribute.Of("epsilon", (float)layer.Settings.Number("Epsilon")));
    }
}
