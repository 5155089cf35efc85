namespace CnnGen.Layers.Tests.Reference;

internal static class ReferenceActivations
{
    public static void Apply(string activation, DoubleTensor tensor)
    {
        var values = tensor.Values;
        if (activation == "softmax")
        {
            foreach (var pixel in Pixels(tensor))
            {
                double sum = pixel.Sum(i => Math.Exp(values[i]));
                foreach (int i in pixel) values[i] = Math.Exp(values[i]) / sum;
            }

            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            double x = values[i];
            values[i] = activation switch
            {
                "linear" => x,
                "relu" => Math.Max(x, 0),
                "sigmoid" => 1 / (1 + Math.Exp(-x)),
                "tanh" => Math.Tanh(x),
                _ => throw new ArgumentException(activation),
            };
        }
    }

    public static DoubleTensor Backward(string activation, DoubleTensor output, DoubleTensor gradient)
    {
        var result = new DoubleTensor(output.Shape);
        foreach (var pixel in Pixels(output))
        {
            foreach (int i in pixel)
            {
                double y = output.Values[i];
                double g = gradient.Values[i];
                result.Values[i] = activation switch
                {
                    "linear" => g,
                    "relu" => y > 0 ? g : 0,
                    "sigmoid" => g * y * (1 - y),
                    "tanh" => g * (1 - (y * y)),
                    // The Jacobian row by row: dy_j / dx_i = y_j (1[i = j] - y_i).
                    "softmax" => pixel.Sum(j => gradient.Values[j] * output.Values[j] * ((i == j ? 1 : 0) - y)),
                    _ => throw new ArgumentException(activation),
                };
            }
        }

        return result;
    }

    private static IEnumerable<int[]> Pixels(DoubleTensor tensor)
    {
        int channels = tensor.Shape.Channels;
        for (int start = 0; start < tensor.Values.Length; start += channels) yield return Enumerable.Range(start, channels).ToArray();
    }
}
