using System.ComponentModel;
using System.Numerics;

namespace CnnGen;

/// <summary>
/// x / d^beta with d = bias + alpha / size * the sum of squares of neighboring channels (Krizhevsky et al. 2012), for generated code. The window of
/// channel c is c - (size - 1) / 2 to c + size / 2, cut at the ends, as in ONNX. Strides are in floats.
/// </summary>
/// <remarks>Every lane is computed alike and every sum goes over the window in order, so results have the same bits at all widths of vectors.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LocalResponseNormalization
{
    /// <summary>Normalizes all pixels. <paramref name="squares"/> has room for channels + size + 16 floats, of which nothing needs to be set.</summary>
    public static void Forward(
        float* x, int xImage, int xRow, float* y, int yImage, int yRow,
        int rows, int columns, int channels, int size, float alpha, float beta, float bias, int batch, float* squares)
    {
        for (int n = 0; n < batch; n++)
        {
            for (int row = 0; row < rows; row++)
            {
                float* input = x + ((long)n * xImage) + ((long)row * xRow);
                float* output = y + ((long)n * yImage) + ((long)row * yRow);
                for (int column = 0; column < columns; column++, input += channels, output += channels)
                {
                    WriteSquares(input, channels, size, squares);
                    for (int c = 0; c < channels; c += Vector<float>.Count)
                    {
                        var d = WindowSum(squares + c, size) * new Vector<float>(alpha / size) + new Vector<float>(bias);
                        Store(Vector.Load(input + c) * Power(d, -beta), output + c, channels - c);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Writes the gradient by x, or adds it: g d^-beta - 2 alpha beta / size * x * the sum of g x d^(-beta - 1) over the channels that have x in their
    /// window. <paramref name="quotients"/> is as long as <paramref name="squares"/>.
    /// </summary>
    public static void Backward(
        float* x, int xImage, int xRow, float* g, int gImage, int gRow, float* dx, int dxImage, int dxRow, bool accumulate,
        int rows, int columns, int channels, int size, float alpha, float beta, float bias, int batch, float* squares, float* quotients)
    {
        // The windows that have a channel reach as far behind it as its own reaches before.
        int before = size / 2;
        for (int n = 0; n < batch; n++)
        {
            for (int row = 0; row < rows; row++)
            {
                float* input = x + ((long)n * xImage) + ((long)row * xRow);
                float* gradient = g + ((long)n * gImage) + ((long)row * gRow);
                float* result = dx + ((long)n * dxImage) + ((long)row * dxRow);
                for (int column = 0; column < columns; column++, input += channels, gradient += channels, result += channels)
                {
                    WriteSquares(input, channels, size, squares);
                    new Span<float>(quotients, before).Clear();
                    for (int c = 0; c < channels; c += Vector<float>.Count)
                    {
                        var d = WindowSum(squares + c, size) * new Vector<float>(alpha / size) + new Vector<float>(bias);
                        // In place of the squares that are not read again: d^-beta.
                        var power = Power(d, -beta);
                        var quotient = Vector.Load(gradient + c) * Vector.Load(input + c) * power / d;
                        Store(quotient, quotients + before + c, channels - c);
                        Store(power, squares + c, channels - c);
                    }

                    new Span<float>(quotients + before + channels, size - before + 16).Clear();
                    for (int c = 0; c < channels; c += Vector<float>.Count)
                    {
                        var sum = WindowSum(quotients + c, size) * Vector.Load(input + c) * new Vector<float>(2 * alpha * beta / size);
                        var value = Vector.Load(gradient + c) * Vector.Load(squares + c) - sum;
                        if (accumulate) value += Vector.Load(result + c);
                        Store(value, result + c, channels - c);
                    }
                }
            }
        }
    }

    /// <summary>The squares of a pixel, zeros around them, so that element c begins the window of channel c.</summary>
    private static void WriteSquares(float* x, int channels, int size, float* squares)
    {
        int before = (size - 1) / 2;
        new Span<float>(squares, before).Clear();
        for (int c = 0; c < channels; c += Vector<float>.Count)
        {
            var value = Vector.Load(x + c);
            Store(value * value, squares + before + c, channels - c);
        }

        new Span<float>(squares + before + channels, size - before + 16).Clear();
    }

    private static Vector<float> WindowSum(float* first, int size)
    {
        var sum = Vector<float>.Zero;
        for (int i = 0; i < size; i++) sum += Vector.Load(first + i);
        return sum;
    }

    private static Vector<float> Power(Vector<float> x, float exponent) => Vector.Exp(new Vector<float>(exponent) * Vector.Log(x));

    /// <summary>Stores what lies inside the channels.</summary>
    private static void Store(Vector<float> vector, float* destination, int left)
    {
        if (left >= Vector<float>.Count)
        {
            vector.Store(destination);
            return;
        }

        for (int i = 0; i < left; i++) destination[i] = vector[i];
    }
}
