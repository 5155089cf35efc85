using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>A thread an element. See <see cref="LocalResponseNormalization"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LocalResponseNormalizationKernels
{
    /// <summary>x / d^beta.</summary>
    public static void Forward(
        ArrayView<float> x, ArrayView<float> y, int elements, int xImage, int xRow, int yImage, int yRow,
        int rows, int columns, int channels, int size, float alpha, float beta, float bias)
    {
        var i = Threads.Index;
        if (i >= elements)
            return;
        var (pixel, c) = (i / channels, i % channels);
        var input = Threads.PixelAt(pixel, xImage, xRow, rows, columns, channels);
        var d = Divisor(x, input, c, channels, size, alpha, bias);
        y[Threads.PixelAt(pixel, yImage, yRow, rows, columns, channels) + c] = x[input + c] * Power(d, -beta);
    }

    /// <summary>The gradient by x, written or added.</summary>
    public static void Backward(
        ArrayView<float> x, ArrayView<float> g, ArrayView<float> dx, int elements, int xImage, int xRow, int gImage, int gRow, int dxImage, int dxRow, int accumulate,
        int rows, int columns, int channels, int size, float alpha, float beta, float bias)
    {
        var i = Threads.Index;
        if (i >= elements)
            return;
        var (pixel, c) = (i / channels, i % channels);
        var input = Threads.PixelAt(pixel, xImage, xRow, rows, columns, channels);
        var gradient = Threads.PixelAt(pixel, gImage, gRow, rows, columns, channels);

        // The channels that have c in their windows, which reach as far behind it as its own reaches before.
        var first = IntrinsicMath.Max(c - size / 2, 0);
        var last = IntrinsicMath.Min(c + (size - 1) / 2, channels - 1);
        var (sum, ofC) = (0f, 0f);
        for (var other = first; other <= last; other++)
        {
            var d = Divisor(x, input, other, channels, size, alpha, bias);
            var power = Power(d, -beta);
            ofC = other == c ? power : ofC;
            sum += g[gradient + other] * x[input + other] * power / d;
        }

        var value = g[gradient + c] * ofC - sum * x[input + c] * (2f * alpha * beta / size);
        var at = Threads.PixelAt(pixel, dxImage, dxRow, rows, columns, channels) + c;
        dx[at] = accumulate != 0 ? dx[at] + value : value;
    }

    /// <summary>bias + alpha / size * the sum of the window's squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Divisor(ArrayView<float> x, long pixel, int channel, int channels, int size, float alpha, float bias)
    {
        var first = IntrinsicMath.Max(channel - (size - 1) / 2, 0);
        var last = IntrinsicMath.Min(channel + size / 2, channels - 1);
        var sum = 0f;
        for (var c = first; c <= last; c++)
            sum += x[pixel + c] * x[pixel + c];
        return sum * (alpha / size) + bias;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Power(float x, float exponent) => Lane.Exp(exponent * (float)Lane.Log(x));
}
