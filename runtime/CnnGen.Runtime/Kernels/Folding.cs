using System.ComponentModel;
using System.Numerics;

namespace CnnGen;

/// <summary>Layers that become part of the weights before them, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Folding
{
    /// <summary>
    /// Kernel and bias of a layer whose sums are normalized: of each channel, (sum + bias - mean) gamma / sqrt(variance + epsilon) + beta is again a sum and a bias.
    /// </summary>
    /// <param name="kernel">[rows, channels].</param>
    /// <param name="bias">[channels], or null for zeros.</param>
    /// <param name="gamma">[channels], or null for ones.</param>
    /// <param name="beta">[channels], or null for zeros.</param>
    /// <param name="mean">[channels].</param>
    /// <param name="variance">[channels].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="rows">Weights of a channel.</param>
    /// <param name="channels">Outputs.</param>
    /// <param name="foldedKernel">Gets the kernel: [rows, channels].</param>
    /// <param name="foldedBias">Gets the bias; twice the channels, rounded up to a multiple of 16 each, since the factors of the channels stand behind it.</param>
    public static void Normalization(
        float* kernel, float* bias, float* gamma, float* beta, float* mean, float* variance, float epsilon, int rows, int channels, float* foldedKernel, float* foldedBias)
    {
        var factors = foldedBias + (channels + 15) / 16 * 16;
        for (var channel = 0; channel < channels; channel++)
        {
            var factor = (gamma == null ? 1.0 : gamma[channel]) / Math.Sqrt((double)variance[channel] + epsilon);
            var sum = (bias == null ? 0.0 : bias[channel]) - mean[channel];
            factors[channel] = (float)factor;
            foldedBias[channel] = (float)(sum * factor + (beta == null ? 0.0 : beta[channel]));
        }

        for (var row = 0; row < rows; row++, kernel += channels, foldedKernel += channels)
        {
            var channel = 0;
            for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
                (Vector.Load(kernel + channel) * Vector.Load(factors + channel)).Store(foldedKernel + channel);
            for (; channel < channels; channel++)
                foldedKernel[channel] = kernel[channel] * factors[channel];
        }
    }
}
