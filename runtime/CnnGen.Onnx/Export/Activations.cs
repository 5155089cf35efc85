namespace CnnGen.Onnx.Export;

/// <summary>Activations in ONNX's operators, by the names of models.json. Where an opset after 17 has an operator for one, it is put together from older ones.</summary>
internal static class Activations
{
    private static readonly Dictionary<string, Func<string, ExportGraph, ExportValue, ExportValue>> s_rows = new(StringComparer.Ordinal)
    {
        ["linear"] = (_, _, x) => x,
        ["softmax"] = (layer, graph, x) => graph.Map(layer, x, "Softmax", OnnxAttribute.Of("axis", x.ChannelAxis)),
        ["relu"] = (layer, graph, x) => graph.Map(layer, x, "Relu"),
        ["sigmoid"] = (layer, graph, x) => graph.Map(layer, x, "Sigmoid"),
        ["tanh"] = (layer, graph, x) => graph.Map(layer, x, "Tanh"),
    };

    public static IEnumerable<string> Names => s_rows.Keys;

    public static ExportValue Apply(ExportLayer layer, ExportValue value, string activation) => s_rows.TryGetValue(activation, out var row)
        ? row(layer.Name, layer.Graph, value)
        : throw new NotSupportedException(
            $"Layer \"{layer.Name}\" of {layer.Network.Description.Name} has the activation {activation}, which can't be exported to ONNX; activations that can: {string.Join(", ", Names)}.");
}
