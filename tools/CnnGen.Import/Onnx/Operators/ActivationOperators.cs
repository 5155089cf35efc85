using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Functions of one element.</summary>
internal static class ActivationOperators
{
    /// <summary>Operators that are an activation of CnnGen.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["Relu"] = "relu",
        ["Sigmoid"] = "sigmoid",
        ["Tanh"] = "tanh",
        ["Softplus"] = "softplus",
        ["Softsign"] = "softsign",
        ["Mish"] = "mish",
        ["HardSwish"] = "hard_swish",
        ["Abs"] = "abs",
        ["Neg"] = "negative",
        ["Exp"] = "exponential",
        ["Log"] = "log",
        ["Sqrt"] = "sqrt",
        ["Reciprocal"] = "reciprocal",
        ["Erf"] = "erf",
        ["Sign"] = "sign",
        ["Floor"] = "floor",
        ["Ceil"] = "ceil",
        ["Round"] = "round",
        ["Sin"] = "sin",
        ["Cos"] = "cos",
    };

    public static void Named(ImportNode node) => node.Output(node.Activate(node.Data(), Names[node.Operator]));

    public static void LeakyRelu(ImportNode node) => node.Output(Slope(node, "LeakyReLU", "negative_slope", node.Number("alpha", 0.01f)));

    public static void Elu(ImportNode node) => node.Output(Slope(node, "ELU", "alpha", node.Number("alpha", 1)));

    /// <summary>gamma times an ELU.</summary>
    public static void Selu(ImportNode node) =>
        node.Output(node.Rescale(Slope(node, "ELU", "alpha", node.Number("alpha", 1.67326319f)), node.Number("gamma", 1.05070102f)));

    /// <summary>alpha times the ELU of x / alpha.</summary>
    public static void Celu(ImportNode node)
    {
        var alpha = node.Number("alpha", 1);
        var scaled = node.Rescale(node.Data(), 1 / (double)alpha);
        node.Output(node.Rescale(node.Map(scaled, "ELU"), alpha));
    }

    /// <summary>ONNX keeps what is above the number, Keras what is at least as large.</summary>
    public static void ThresholdedRelu(ImportNode node) => node.Output(Slope(node, "ReLU", "threshold", MathF.BitIncrement(node.Number("alpha", 1))));

    public static void HardSigmoid(ImportNode node)
    {
        var line = node.Rescale(node.Data(), node.Number("alpha", 0.2f), node.Number("beta", 0.5f));
        node.Output(Clipped(node, line, 0, 1));
    }

    public static void Gelu(ImportNode node) => node.Output(node.Activate(node.Data(), node.Text("approximate", "none") == "tanh" ? "gelu_tanh" : "gelu"));

    /// <summary>x times the sigmoid of alpha x.</summary>
    public static void Swish(ImportNode node)
    {
        var alpha = node.Number("alpha", 1);
        var input = node.Data();
        if (alpha == 1)
        {
            node.Output(node.Activate(input, "silu"));
            return;
        }

        var gate = node.Activate(node.Rescale(input, alpha), "sigmoid");
        node.Output(input with { Layer = node.Add("Multiply", [input.Layer, gate.Layer]) });
    }

    public static void Shrink(ImportNode node) =>
        node.Output(node.Map(node.Data(), "Shrink", new JsonObject { ["lambd"] = node.Number("lambd", 0.5f), ["bias"] = node.Number("bias", 0) }));

    public static void Clip(ImportNode node)
    {
        // No bound, as some exporters write it.
        float Bound(string attribute, int input, float otherwise) =>
            Math.Clamp(node.Opset < 11 ? node.Number(attribute, otherwise) : node.ConstantOrNull(input)?.Single() ?? otherwise, float.MinValue, float.MaxValue);
        node.Output(Clipped(node, node.Data(), Bound("min", 1, float.MinValue), Bound("max", 2, float.MaxValue)));
    }

    /// <summary>One slope for each element, or for each of the elements that it is spread over.</summary>
    public static void PRelu(ImportNode node)
    {
        var value = node.Data();
        var spread = SpreadConstant.Of(node, node.Constant(1), value);
        if (spread.IsVector && spread.Shares)
            spread = spread.ForEach();
        int[] shared = [.. spread.SharedAxes];
        var settings = new JsonObject();
        if (shared.Length > 0)
            settings["shared_axes"] = Json.Of(shared);
        node.Output(value with { Layer = node.Add("PReLU", [value.Layer], settings, spread.Parameter("alpha")) });
    }

    private static Value Slope(ImportNode node, string kind, string key, float value)
    {
        if (value < 0)
            throw node.Refuse("a slope below zero", $"{value}", "a number of at least 0 is expected");
        return node.Map(node.Data(), kind, new JsonObject { [key] = value });
    }

    private static Value Clipped(ImportNode node, Value value, float least, float most) => (least, most) switch
    {
        (0, 6) => node.Activate(value, "relu6"),
        (0, float.MaxValue) => node.Activate(value, "relu"),
        (float.MinValue, float.MaxValue) => value,
        _ => node.Map(value, "Clip", new JsonObject { ["min"] = Bound(Math.Min(least, most)), ["max"] = Bound(most) }),
    };

    /// <summary>As a double, whose digits read back as no more than the largest float.</summary>
    public static double Bound(float value) => value;
}
