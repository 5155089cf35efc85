using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

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
                for (int column = 0; column < columns; column++, pixel += channels) Row(pixel, channels);
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
                for (int column = 0; column < columns; column++, output += channels, gradient += channels) RowBackward(output, gradient, channels);
            }
        }
    }

    /// <summary>The largest logit and the sum of exp(x - max): the logarithm of a probability is x - max - log(sum).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (float Max, float Sum) Normalizer(float* x, int length)
    {
        var largest = Vector.Create(float.NegativeInfinity);
        for (int i = 0; i < length; i += Lanes.Count) largest = Vector.Max(largest, Lanes.Load(x + i, length - i, float.NegativeInfinity));
        float max = Lanes.Max(largest);
        var sum = Vector<float>.Zero;
        for (int i = 0; i < length; i += Lanes.Count)
            sum += LaneMath.Exp(Lanes.Load(x + i, length - i, float.NegativeInfinity) - Vector.Create(max));
        return (max, Vector.Sum(sum));
    }

    private static void Row(float* x, int length)
    {
        // Logits of few classes stay in registers between reading and writing.
        if (length <= 2 * Lanes.Count) ShortRow(x, length);
        else
        {
            (float max, float sum) = Normalizer(x, length);
            for (int i = 0; i < length; i += Lanes.Count)
                Lanes.Store(LaneMath.Exp(Vector.Load(x + i) - Vector.Create(max)) * Vector.Create(1 / sum), x + i, length - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ShortRow(float* x, int length)
    {
        var low = Lanes.Load(x, length, float.NegativeInfinity);
        if (length <= Lanes.Count)
        {
            low = LaneMath.Exp(low - Vector.Create(Lanes.Max(low)));
            Lanes.Store(low * Vector.Create(1 / Vector.Sum(low)), x, length);
            return;
        }

        int left = length - Lanes.Count;
        var high = Lanes.Load(x + Lanes.Count, left, float.NegativeInfinity);
        var max = Vector.Create(Lanes.Max(Vector.Max(low, high)));
        low = LaneMath.Exp(low - max);
        high = LaneMath.Exp(high - max);
        var scale = Vector.Create(1 / Vector.Sum(low + high));
        (low * scale).Store(x);
        Lanes.Store(high * scale, x + Lanes.Count, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RowBackward(float* output, float* gradient, int length)
    {
        var products = Vector<float>.Zero;
        for (int i = 0; i < length; i += Lanes.Count) products += Lanes.Load(output + i, length - i) * Lanes.Load(gradient + i, length - i);
        var sum = Vector.Create(Vector.Sum(products));
        for (int i = 0; i < length; i += Lanes.Count)
            Lanes.Store(Vector.Load(output + i) * (Vector.Load(gradient + i) - sum), gradient + i, length - i);
    }
}
