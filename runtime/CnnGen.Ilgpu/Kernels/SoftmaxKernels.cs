using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>The softmax of pixels and its logarithm: a thread a pixel, or, where it has many channels, a group. See <see cref="Softmax"/> and <see cref="LogSoftmax"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxKernels
{
    /// <summary>In place.</summary>
    public static void Forward(ArrayView<float> x, int pixels, int imageStride, int rowStride, int rows, int columns, int channels)
    {
        var pixel = Threads.Index;
        if (pixel >= pixels)
            return;
        var at = Threads.PixelAt(pixel, imageStride, rowStride, rows, columns, channels);
        var max = Largest(x, at, channels, 0, 1);
        var sum = SumOfPowers(x, at, channels, max, 0, 1);
        for (var c = 0; c < channels; c++)
            x[at + c] = Lane.Exp(x[at + c] - max) * (1f / sum);
    }

    /// <summary>As <see cref="Forward"/>, a group a pixel.</summary>
    public static void WideForward(ArrayView<float> x, int imageStride, int rowStride, int rows, int columns, int channels)
    {
        var at = Threads.PixelAt(Grid.IdxX, imageStride, rowStride, rows, columns, channels);
        var max = GroupReduction.Max(Largest(x, at, channels, Group.IdxX, GroupReduction.Size));
        var sum = GroupReduction.Sum(SumOfPowers(x, at, channels, max, Group.IdxX, GroupReduction.Size));
        for (var c = Group.IdxX; c < channels; c += GroupReduction.Size)
            x[at + c] = Lane.Exp(x[at + c] - max) * (1f / sum);
    }

    /// <summary>In place.</summary>
    public static void LogForward(ArrayView<float> x, int pixels, int imageStride, int rowStride, int rows, int columns, int channels)
    {
        var pixel = Threads.Index;
        if (pixel >= pixels)
            return;
        var at = Threads.PixelAt(pixel, imageStride, rowStride, rows, columns, channels);
        var max = Largest(x, at, channels, 0, 1);
        var log = (float)Lane.Log(SumOfPowers(x, at, channels, max, 0, 1));
        for (var c = 0; c < channels; c++)
            x[at + c] = x[at + c] - max - log;
    }

    /// <summary>As <see cref="LogForward"/>, a group a pixel.</summary>
    public static void WideLogForward(ArrayView<float> x, int imageStride, int rowStride, int rows, int columns, int channels)
    {
        var at = Threads.PixelAt(Grid.IdxX, imageStride, rowStride, rows, columns, channels);
        var max = GroupReduction.Max(Largest(x, at, channels, Group.IdxX, GroupReduction.Size));
        var log = (float)Lane.Log(GroupReduction.Sum(SumOfPowers(x, at, channels, max, Group.IdxX, GroupReduction.Size)));
        for (var c = Group.IdxX; c < channels; c += GroupReduction.Size)
            x[at + c] = x[at + c] - max - log;
    }

    /// <summary>From the gradient by probabilities to the one by logits, in place.</summary>
    public static void Backward(
        ArrayView<float> y, ArrayView<float> g, int pixels, int yImageStride, int yRowStride, int gImageStride, int gRowStride, int rows, int columns, int channels)
    {
        var pixel = Threads.Index;
        if (pixel >= pixels)
            return;
        var output = Threads.PixelAt(pixel, yImageStride, yRowStride, rows, columns, channels);
        var gradient = Threads.PixelAt(pixel, gImageStride, gRowStride, rows, columns, channels);
        var sum = SumOfProducts(y, output, g, gradient, channels, 0, 1);
        for (var c = 0; c < channels; c++)
            g[gradient + c] = y[output + c] * (g[gradient + c] - sum);
    }

    /// <summary>As <see cref="Backward"/>, a group a pixel.</summary>
    public static void WideBackward(
        ArrayView<float> y, ArrayView<float> g, int yImageStride, int yRowStride, int gImageStride, int gRowStride, int rows, int columns, int channels)
    {
        var output = Threads.PixelAt(Grid.IdxX, yImageStride, yRowStride, rows, columns, channels);
        var gradient = Threads.PixelAt(Grid.IdxX, gImageStride, gRowStride, rows, columns, channels);
        var sum = GroupReduction.Sum(SumOfProducts(y, output, g, gradient, channels, Group.IdxX, GroupReduction.Size));
        for (var c = Group.IdxX; c < channels; c += GroupReduction.Size)
            g[gradient + c] = y[output + c] * (g[gradient + c] - sum);
    }

    /// <summary>From the gradient by logarithms of probabilities to the one by logits, in place.</summary>
    public static void LogBackward(
        ArrayView<float> y, ArrayView<float> g, int pixels, int yImageStride, int yRowStride, int gImageStride, int gRowStride, int rows, int columns, int channels)
    {
        var pixel = Threads.Index;
        if (pixel >= pixels)
            return;
        var output = Threads.PixelAt(pixel, yImageStride, yRowStride, rows, columns, channels);
        var gradient = Threads.PixelAt(pixel, gImageStride, gRowStride, rows, columns, channels);
        var sum = Sum(g, gradient, channels, 0, 1);
        for (var c = 0; c < channels; c++)
            g[gradient + c] -= Lane.Exp(y[output + c]) * sum;
    }

    /// <summary>As <see cref="LogBackward"/>, a group a pixel.</summary>
    public static void WideLogBackward(
        ArrayView<float> y, ArrayView<float> g, int yImageStride, int yRowStride, int gImageStride, int gRowStride, int rows, int columns, int channels)
    {
        var output = Threads.PixelAt(Grid.IdxX, yImageStride, yRowStride, rows, columns, channels);
        var gradient = Threads.PixelAt(Grid.IdxX, gImageStride, gRowStride, rows, columns, channels);
        var sum = GroupReduction.Sum(Sum(g, gradient, channels, Group.IdxX, GroupReduction.Size));
        for (var c = Group.IdxX; c < channels; c += GroupReduction.Size)
            g[gradient + c] -= Lane.Exp(y[output + c]) * sum;
    }

    /// <summary>The largest of every step-th channel from the first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Largest(ArrayView<float> x, long at, int channels, int first, int step)
    {
        var max = float.NegativeInfinity;
        for (var c = first; c < channels; c += step)
            max = x[at + c] > max ? x[at + c] : max;
        return max;
    }

    /// <summary>The sum of exp(x - max) of every step-th channel from the first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SumOfPowers(ArrayView<float> x, long at, int channels, float max, int first, int step)
    {
        var sum = 0f;
        for (var c = first; c < channels; c += step)
            sum += Lane.Exp(x[at + c] - max);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOfProducts(ArrayView<float> y, long output, ArrayView<float> g, long gradient, int channels, int first, int step)
    {
        var sum = 0f;
        for (var c = first; c < channels; c += step)
            sum += y[output + c] * g[gradient + c];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(ArrayView<float> g, long gradient, int channels, int first, int step)
    {
        var sum = 0f;
        for (var c = first; c < channels; c += step)
            sum += g[gradient + c];
        return sum;
    }
}
