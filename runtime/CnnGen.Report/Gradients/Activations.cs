using System.Runtime.Intrinsics;

namespace CnnGen.Report.Gradients;

/// <summary>The derivatives of the activations that models.json can name.</summary>
internal static class Activations
{
    private const string Linear = "linear";
    private const string Softmax = "softmax";

    /// <summary>From the input and the output of an element.</summary>
    private static readonly Dictionary<string, Func<float, float, float>> s_derivatives = new()
    {
        [Linear] = (_, _) => 1,
        ["relu"] = (_, y) => y > 0 ? 1 : 0,
        ["relu6"] = (_, y) => y is > 0 and < 6 ? 1 : 0,
        ["leaky_relu"] = (_, y) => y > 0 ? 1 : 0.2f,
        ["elu"] = (_, y) => y > 0 ? 1 : y + 1,
        ["selu"] = (_, y) => y > 0 ? 1.050701f : y + 1.7580993f,
        ["gelu"] = (x, _) => VectorMath.GeluDerivative(Vector128.Create(x)).ToScalar(),
        ["gelu_tanh"] = (x, _) => VectorMath.GeluTanhDerivative(Vector128.Create(x)).ToScalar(),
        ["silu"] = (x, _) => VectorMath.SiluDerivative(Vector128.Create(x)).ToScalar(),
        ["swish"] = (x, _) => VectorMath.SiluDerivative(Vector128.Create(x)).ToScalar(),
        ["mish"] = (x, _) => VectorMath.MishDerivative(Vector128.Create(x)).ToScalar(),
        ["sigmoid"] = (_, y) => y * (1 - y),
        ["hard_sigmoid"] = (_, y) => y is > 0 and < 1 ? 1 / 6f : 0,
        ["hard_silu"] = (x, _) => HardSilu(x),
        ["hard_swish"] = (x, _) => HardSilu(x),
        ["tanh"] = (_, y) => 1 - y * y,
        ["softplus"] = (_, y) => 1 - MathF.Exp(-y),
        ["softsign"] = (_, y) => (1 - Math.Abs(y)) * (1 - Math.Abs(y)),
        ["exponential"] = (_, y) => y,
        ["abs"] = (x, _) => Math.Sign(x),
        ["negative"] = (_, _) => -1,
        ["square"] = (x, _) => 2 * x,
        ["sqrt"] = (_, y) => 0.5f / y,
        ["log"] = (x, _) => 1 / x,
        ["reciprocal"] = (_, y) => -y * y,
        ["erf"] = (x, _) => 2 / MathF.Sqrt(MathF.PI) * MathF.Exp(-x * x),
        ["sin"] = (x, _) => MathF.Cos(x),
        ["cos"] = (x, _) => -MathF.Sin(x),
    };

    /// <summary>Those whose derivative is taken from the input.</summary>
    private static readonly HashSet<string> s_ofInput = ["gelu", "gelu_tanh", "silu", "swish", "mish", "hard_silu", "hard_swish", "abs", "square", "log", "erf", "sin", "cos"];

    public static bool IsKnown(string activation) => activation == Softmax || s_derivatives.ContainsKey(activation);

    /// <summary>Takes the gradient by a layer's output back through the layer's activation, in place.</summary>
    /// <param name="sums">What goes into the activation; only those that need it ask.</param>
    public static void Back(LayerStep step, string activation, Func<float[]> sums)
    {
        if (activation == Linear || (step.IsStart && activation is Softmax or "sigmoid"))
            return;
        var gradient = step.OutputGradient;
        var output = step.Output;
        if (activation == Softmax)
        {
            SoftmaxBack(output, gradient, step.OutputSize.Channels);
            return;
        }

        var derivative = s_derivatives[activation];
        var input = s_ofInput.Contains(activation) ? sums() : output;
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] *= derivative(input[i], output[i]);
    }

    private static void SoftmaxBack(float[] output, float[] gradient, int channels)
    {
        for (var pixel = 0; pixel < output.Length; pixel += channels)
        {
            var y = output.AsSpan(pixel, channels);
            var g = gradient.AsSpan(pixel, channels);
            var mean = Vectors.Dot(y, g);
            for (var c = 0; c < channels; c++)
                g[c] = y[c] * (g[c] - mean);
        }
    }

    // 0 below -3, 1 from 3 on, (2 x + 3) / 6 between.
    private static float HardSilu(float x) => x >= 3 ? 1 : x > -3 ? x / 3 + 0.5f : 0;
}
