using System.ComponentModel;

namespace CnnGen;

/// <summary>The softmax over the channels of each pixel, for generated code. Strides are in floats.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Softmax
{
    /// <summary>Turns logits into probabilities, in place: exp(x - max) / sum, which can't overflow.</summary>
    public static void Forward(float* x, int batch, int imageStride, int rows, int rowStride, int columns, int channels)
    {
        for (int n = 0; n < batch; n++)
        {
            for (int row = 0; row < rows; row++)
            {
                float* pixel = x + ((long)n * imageStride) + ((long)row * rowStride);
                for (int column = 0; column < columns; column++, pixel += channels) Row(pixel, channels, out _, out _);
            }
        }
    }

    /// <summary>Turns the gradient by probabilities into the one by logits, in place: y (g - sum(g y)).</summary>
    public static void Backward(
        float* y, int yImageStride, int rows, int yRowStride, float* g, int batch, int gImageStride, int gRows, int gRowStride, int columns, int channels)
    {
        for (int n = 0; n < batch; n++)
        {
            for (int row = 0; row < rows; row++)
            {
                float* output = y + ((long)n * yImageStride) + ((long)row * yRowStride);
                float* gradient = g + ((long)n * gImageStride) + ((long)row * gRowStride);
                for (int column = 0; column < columns; column++, output += channels, gradient += channels)
                {
                    float sum = 0;
                    for (int c = 0; c < channels; c++) sum += output[c] * gradient[c];
                    for (int c = 0; c < channels; c++) gradient[c] = output[c] * (gradient[c] - sum);
                }
            }
        }
    }

    /// <summary>One softmax in place; also the largest logit and the sum of exponentials, of which the logarithm of a probability is made.</summary>
    internal static void Row(float* x, int length, out float max, out float sum)
    {
        var values = new Span<float>(x, length);
        max = float.NegativeInfinity;
        foreach (float value in values) max = float.Max(max, value);
        sum = 0;
        foreach (ref float value in values)
        {
            value = MathF.Exp(value - max);
            sum += value;
        }

        float scale = 1 / sum;
        foreach (ref float value in values) value *= scale;
    }
}
