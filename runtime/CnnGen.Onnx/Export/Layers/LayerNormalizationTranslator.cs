namespace CnnGen.Onnx.Export.Layers;

/// <summary>LayerNormalization: over the last axis for the channels of each pixel, which must then be last, or over all axes but the first.</summary>
internal sealed class LayerNormalizationTranslator : LayerTranslator
{
    public override string Kind => "LayerNormalization";

    public override ExportValue Export(ExportLayer layer)
    {
        var overImage = layer.Settings.Flag("OverImage");
        var input = overImage ? layer.Input : layer.Graph.ChannelsLast(layer.Input);
        return layer.Graph.Map(
            layer.Name, input, "LayerNormalization", [Weights(layer, input, overImage, "gamma", 1), Weights(layer, input, overImage, "beta", 0)],
            OnnxAttribute.Of("axis", overImage ? 1 : -1), OnnxAttribute.Of("epsilon", (float)layer.Settings.Number("Epsilon")));
    }

    /// <summary>A number for each element that is normalized together, in the order of the input.</summary>
    private static TensorName Weights(ExportLayer layer, ExportValue input, bool overImage, string name, float otherwise)
    {
        var (height, width, channels) = input.Shape;
        if (!overImage)
            return layer.WeightsOr(name, otherwise, channels);
        if (!layer.Has(name) || input.Layout == Layout.ChannelsLast)
            return layer.WeightsOr(name, otherwise, input.Dimensions);
        return layer.Weights(name, [height, width, channels], [2, 0, 1], input.Dimensions);
    }
}
