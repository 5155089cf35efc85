using System.ComponentModel;

namespace CnnGen;

/// <summary>The logarithm of the softmax over the channels of each pixel, for generated code. Strides are in floats.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LogSoftmax
{
    /// <summary>Turns logits into logarithms of probabilities, in place: x - max - log(sum(exp(x - max))), which can't overflow.</summary>
    public static void Forward(float* x, int batch, int imageStride, int rowStride, int rows, int columns, int channels)
    {
        for (int n = 0; n < batch; n++)
        {
            for (int row = 0; row < rows; row++)
            {
                float* pixel = x + ((long)n * imageStride) + ((long)row * rowStride);
                for (int column = 0; column < columns; column++, pixel += channels)
                {
                    (float max, float sum) = Softmax.Normalizer(pixel, channels);
                    float log = MathF.Log(sum);
                    for (int c = 0; c < channels; c++) pixel[c] = pixel[c] - max - log;
                }
            }
        }
    }

    /// <summary>Turns the gradient by logarithms of probabilities into the one by logits, in place: g - exp(y) sum(g).</summary>
    public static void Backward(
        float* y, int yImageStride, int yRowStride, float* g, int batch, int gImageStride, int gRowStride, int rows, int columns, int channels)
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
                    for (int c = 0; c < channels; c++) sum += gradient[c];
                    for (int c = 0; c < channels; c++) gradient[c] -= MathF.Exp(output[c]) * sum;
                }
            }
        }
    }
}
