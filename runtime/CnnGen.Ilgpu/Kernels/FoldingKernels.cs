using System.ComponentModel;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>A thread a weight. See <see cref="Folding"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FoldingKernels
{
    /// <summary>Kernel and bias of a layer whose sums are normalized.</summary>
    /// <param name="kernel">[rows, channels].</param>
    /// <param name="bias">[channels].</param>
    /// <param name="gamma">[channels].</param>
    /// <param name="beta">[channels].</param>
    /// <param name="mean">[channels].</param>
    /// <param name="variance">[channels].</param>
    /// <param name="foldedKernel">Gets the kernel.</param>
    /// <param name="foldedBias">Gets the bias, and the factors behind it.</param>
    /// <param name="has">Of bias 1, gamma 2, beta 4: those that are there.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="rows">Weights of a channel.</param>
    /// <param name="channels">Outputs.</param>
    public static void Normalization(
        ArrayView<float> kernel, ArrayView<float> bias, ArrayView<float> gamma, ArrayView<float> beta, ArrayView<float> mean, ArrayView<float> variance,
        ArrayView<float> foldedKernel, ArrayView<float> foldedBias, int has, float epsilon, int rows, int channels)
    {
        var i = Threads.Index;
        if (i >= rows * channels)
            return;
        var channel = i % channels;
        var factor = ((has & 2) != 0 ? gamma[channel] : 1f) / (float)Lane.Sqrt(variance[channel] + epsilon);
        foldedKernel[i] = kernel[i] * factor;
        if (i >= channels)
            return;
        var sum = ((has & 1) != 0 ? bias[channel] : 0f) - mean[channel];
        foldedBias[channel] = sum * factor + ((has & 4) != 0 ? beta[channel] : 0f);
        foldedBias[(channels + 15) / 16 * 16 + channel] = factor;
    }
}
