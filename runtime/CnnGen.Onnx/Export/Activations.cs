namespace CnnGen.Onnx.Export;

/// <summary>Activations in ONNX's operators, by the names of models.json. Where an opset after 17 has an operator for one, it is put together from older ones.</summary>
internal static class Activations
{
    private delegate ExportValue Row(string layer, ExportGraph graph, ExportValue x);

    private static readonly Dictionary<string, Row> s_rows = new(StringComparer.Ordinal)
    {
        ["linear"] = (_, _, x) => x,
        ["softmax"] = (layer, graph, x) => graph.Map(layer, x, "Softmax", OnnxAttribute.Of("axis", x.ChannelAxis)),
        ["relu"] = Operator("Relu"),
        ["relu6"] = (layer, graph, x) => graph.Map(layer, x, "Clip", [graph.Scalar(layer, "min", 0), graph.Scalar(layer, "max", 6)]),
        ["leaky_relu"] = Operator("LeakyRelu", OnnxAttribute.Of("alpha", 0.2f)),
        ["elu"] = Operator("Elu"),
        ["selu"] = Operator("Selu"),
        ["gelu"] = Gelu,
        ["gelu_tanh"] = GeluTanh,
        ["silu"] = (layer, graph, x) => Gated(layer, graph, x, graph.Map(layer, x, "Sigmoid")),
        ["swish"] = (layer, graph, x) => Gated(layer, graph, x, graph.Map(layer, x, "Sigmoid")),
        ["mish"] = (layer, graph, x) => Gated(layer, graph, x, graph.Map(layer, graph.Map(layer, x, "Softplus"), "Tanh")),
        ["sigmoid"] = Operator("Sigmoid"),
        ["hard_sigmoid"] = Operator("HardSigmoid", OnnxAttribute.Of("alpha", 1f / 6), OnnxAttribute.Of("beta", 0.5f)),
        ["hard_silu"] = Operator("HardSwish"),
        ["hard_swish"] = Operator("HardSwish"),
        ["tanh"] = Operator("Tanh"),
        ["softplus"] = Operator("Softplus"),
        ["softsign"] = Operator("Softsign"),
        ["exponential"] = Operator("Exp"),
        ["abs"] = Operator("Abs"),
        ["negative"] = Operator("Neg"),
        ["square"] = (layer, graph, x) => Gated(layer, graph, x, x),
        ["sqrt"] = Operator("Sqrt"),
        ["log"] = Operator("Log"),
        ["reciprocal"] = Operator("Reciprocal"),
        ["erf"] = Operator("Erf"),
        ["sin"] = Operator("Sin"),
        ["cos"] = Operator("Cos"),
        ["sign"] = Operator("Sign"),
        ["floor"] = Operator("Floor"),
        ["ceil"] = Operator("Ceil"),
        ["round"] = Operator("Round"),
    };

    public static IEnumerable<string> Names => s_rows.Keys;

    public static ExportValue Apply(ExportLayer layer, ExportValue value, string activation) => s_rows.TryGetValue(activation, out var row)
        ? row(layer.Name, layer.Graph, value)
        : throw new NotSupportedException(
            $"Layer \"{layer.Name}\" of {layer.Network.Description.Name} has the activation {activation}, which can't be exported to ONNX; activations that can: {string.Join(", ", Names)}.");

    private static Row Operator(string operation, params OnnxAttribute[] attributes) => (layer, graph, x) => graph.Map(layer, x, operation, attributes);

    private static ExportValue Gated(string layer, ExportGraph graph, ExportValue x, ExportValue gate) => graph.Map(layer, gate, "Mul", [x.Name]);

    /// <summary>x (1 + erf(x / sqrt 2)) / 2.</summary>
    private static ExportValue Gelu(string layer, ExportGraph graph, ExportValue x)
    {
        var scaled = graph.Map(layer, x, "Mul", [graph.Scalar(layer, "sqrt_half", Math.Sqrt(0.5))]);
        return HalfOfOneMore(layer, graph, x, graph.Map(layer, scaled, "Erf"));
    }

    /// <summary>x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2.</summary>
    private static ExportValue GeluTanh(string layer, ExportGraph graph, ExportValue x)
    {
        var cubed = graph.Map(layer, graph.Map(layer, x, "Mul", [x.Name]), "Mul", [x.Name]);
        var sum = graph.Map(layer, graph.Map(layer, cubed, "Mul", [graph.Scalar(layer, "cubic", 0.044715)]), "Add", [x.Name]);
        var scaled = graph.Map(layer, sum, "Mul", [graph.Scalar(layer, "sqrt_two_over_pi", Math.Sqrt(2 / Math.PI))]);
        return HalfOfOneMore(layer, graph, x, graph.Map(layer, scaled, "Tanh"));
    }

    private static ExportValue HalfOfOneMore(string layer, ExportGraph graph, ExportValue x, ExportValue gate)
    {
        var gated = Gated(layer, graph, x, graph.Map(layer, gate, "Add", [graph.Scalar(layer, "one", 1)]));
        return graph.Map(layer, gated, "Mul", [graph.Scalar(layer, "half", 0.5)]);
    }
}
