namespace CnnGen.Layers.Tests.Reference;

internal static class ReferenceActivations
{
    /// <summary>Each function of one number with its derivative.</summary>
    private static readonly Dictionary<string, (Func<double, double> Value, Func<double, double> Derivative)> s_functions = new()
    {
        ["linear"] = (x => x, _ => 1),
        ["relu"] = (x => Math.Max(x, 0), x => x > 0 ? 1 : 0),
        ["relu6"] = (x => Math.Clamp(x, 0, 6), x => x is > 0 and < 6 ? 1 : 0),
        ["leaky_relu"] = (x => x > 0 ? x : 0.2 * x, x => x > 0 ? 1 : 0.2),
        ["elu"] = (x => x > 0 ? x : Math.Exp(x) - 1, x => x > 0 ? 1 : Math.Exp(x)),
        ["selu"] = (x => SeluScale * (x > 0 ? x : SeluAlpha * (Math.Exp(x) - 1)), x => SeluScale * (x > 0 ? 1 : SeluAlpha * Math.Exp(x))),
        ["gelu"] = (x => x * NormalPart(x), x => NormalPart(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI))),
        ["gelu_tanh"] = (x => 0.5 * x * (1 + Math.Tanh(InnerOfGelu(x))), GeluTanhDerivative),
        ["silu"] = (Silu, SiluDerivative),
        ["swish"] = (Silu, SiluDerivative),
        ["mish"] = (x => x * Math.Tanh(Softplus(x)), MishDerivative),
        ["sigmoid"] = (Sigmoid, x => Sigmoid(x) * (1 - Sigmoid(x))),
        ["hard_sigmoid"] = (HardSigmoid, x => Math.Abs(x) < 3 ? 1.0 / 6 : 0),
        ["hard_silu"] = (x => x * HardSigmoid(x), HardSiluDerivative),
        ["hard_swish"] = (x => x * HardSigmoid(x), HardSiluDerivative),
        ["tanh"] = (Math.Tanh, x => 1 - (Math.Tanh(x) * Math.Tanh(x))),
        ["softplus"] = (Softplus, Sigmoid),
        ["softsign"] = (x => x / (1 + Math.Abs(x)), x => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)))),
        ["exponential"] = (Math.Exp, Math.Exp),
        ["abs"] = (Math.Abs, x => Math.Sign(x)),
        ["negative"] = (x => -x, _ => -1),
        ["square"] = (x => x * x, x => 2 * x),
        ["sqrt"] = (Math.Sqrt, x => 0.5 / Math.Sqrt(x)),
        ["log"] = (Math.Log, x => 1 / x),
        ["reciprocal"] = (x => 1 / x, x => -1 / (x * x)),
        ["erf"] = (x => (2 * NormalPart(Math.Sqrt(2) * x)) - 1, x => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x)),
        ["sin"] = (Math.Sin, Math.Cos),
        ["cos"] = (Math.Cos, x => -Math.Sin(x)),
        ["sign"] = (x => Math.Sign(x), _ => 0),
        ["floor"] = (Math.Floor, _ => 0),
        ["ceil"] = (Math.Ceiling, _ => 0),
        ["round"] = (x => Math.Round(x, MidpointRounding.ToEven), _ => 0),
    };

    // Klambauer et al. 2017.
    private const double SeluAlpha = 1.6732632423543772;
    private const double SeluScale = 1.0507009873554805;

    /// <summary>The names of the functions that have a reference, and softmax.</summary>
    public static IEnumerable<string> Names => s_functions.Keys.Append("softmax");

    public static void Apply(string activation, DoubleTensor tensor)
    {
        var values = tensor.Values;
        tensor.BeforeActivation = [.. values];
        if (activation != "softmax")
        {
            for (int i = 0; i < values.Length; i++) values[i] = s_functions[activation].Value(values[i]);
            return;
        }

        foreach (var pixel in Pixels(tensor))
        {
            double sum = pixel.Sum(i => Math.Exp(values[i]));
            foreach (int i in pixel) values[i] = Math.Exp(values[i]) / sum;
        }
    }

    /// <param name="output">What <see cref="Apply"/> made.</param>
    public static DoubleTensor Backward(string activation, DoubleTensor output, DoubleTensor gradient)
    {
        if (activation != "softmax") return DoubleTensor.Of(output.Shape, gradient.Values.Zip(output.BeforeActivation!, (g, x) => g * s_functions[activation].Derivative(x)));
        var result = new DoubleTensor(output.Shape);
        foreach (var pixel in Pixels(output))
        {
            // The Jacobian row by row: dy_j / dx_i = y_j (1[i = j] - y_i).
            foreach (int i in pixel) result.Values[i] = pixel.Sum(j => gradient.Values[j] * output.Values[j] * ((i == j ? 1 : 0) - output.Values[i]));
        }

        return result;
    }

    private static IEnumerable<int[]> Pixels(DoubleTensor tensor)
    {
        int channels = tensor.Shape.Channels;
        for (int start = 0; start < tensor.Values.Length; start += channels) yield return Enumerable.Range(start, channels).ToArray();
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double HardSigmoid(double x) => Math.Clamp(x + 3, 0, 6) / 6;

    private static double HardSiluDerivative(double x) => x <= -3 ? 0 : x >= 3 ? 1 : ((2 * x) + 3) / 6;

    private static double Silu(double x) => x * Sigmoid(x);

    private static double SiluDerivative(double x) => Sigmoid(x) * (1 + (x * (1 - Sigmoid(x))));

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    private static double MishDerivative(double x)
    {
        double t = Math.Tanh(Softplus(x));
        return t + (x * (1 - (t * t)) * Sigmoid(x));
    }

    private static double InnerOfGelu(double x) => Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));

    private static double GeluTanhDerivative(double x)
    {
        double t = Math.Tanh(InnerOfGelu(x));
        return (0.5 * (1 + t)) + (0.5 * x * (1 - (t * t)) * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x)));
    }

    /// <summary>The normal distribution's part below x, by the series of erf (Abramowitz and Stegun 7.1.6).</summary>
    private static double NormalPart(double x)
    {
        double z = x / Math.Sqrt(2);
        double term = z;
        double sum = z;
        for (int n = 1; n < 100; n++) sum += term *= 2 * z * z / ((2 * n) + 1);
        return 0.5 + (Math.Exp(-z * z) * sum / Math.Sqrt(Math.PI));
    }
}
