namespace CnnGen.Onnx.Export.Layers;

/// <summary>
/// LocalResponseNormalization: LRN, by whose definition it goes. ONNX Runtime takes odd sizes only, so that for an even one the mean of the squares is an
/// AveragePool over the channels.
/// </summary>
internal sealed class LocalResponseNormalizationTranslator : LayerTranslator
{
    public override string Kind => "LocalResponseNormalization";

    public override ExportValue Export(ExportLayer layer)
    {
        var settings = layer.Settings;
        var (size, alpha, beta, bias) = (settings.Whole("Size"), settings.Number("Alpha"), settings.Number("Beta"), settings.Number("Bias"));
        var input = layer.Graph.ChannelsFirst(layer.Input);
        return size % 2 == 0
            ? Even(layer, input, size, alpha, beta, bias)
            : layer.Graph.Map(
                layer.Name, input, "LRN", OnnxAttribute.Of("alpha", (float)alpha), OnnxAttribute.Of("beta", (float)beta), OnnxAttribute.Of("bias", (float)bias),
                OnnxAttribute.Of("size", size));
    }

    private static ExportValue Even(ExportLayer layer, ExportValue input, int size, double alpha, double beta, double bias)
    {
        var (graph, name, image) = (layer.Graph, layer.Name, input.Shape);
        var squares = graph.Map(name, input, "Mul", [input.Name]);
        // Channels as the rows of an image of one channel; the odd one out is behind.
        var rows = graph.Map(name, squares, "Reshape", [graph.Whole(name, "rows", 0, 1, image.Channels, image.Height * image.Width)]);
        var window = new ExportWindow((size, 1), ExportWindow.One, ExportWindow.One) { Padding = ((size - 1) / 2, 0, size / 2, 0) };
        var means = graph.Map(name, rows, "AveragePool", [.. window.Attributes, OnnxAttribute.Of("count_include_pad", 1)]);
        var apart = graph.Map(name, means, "Reshape", [graph.Whole(name, "shape", [0, .. input.Dimensions])]);
        var scaled = graph.Map(name, apart, "Mul", [graph.Scalar(name, "alpha", alpha)]);
        var sum = graph.Map(name, scaled, "Add", [graph.Scalar(name, "bias", bias)]);
        var divisor = graph.Map(name, sum, "Pow", [graph.Scalar(name, "beta", beta)]);
        return graph.Map(name, input, "Div", [divisor.Name]);
    }
}
