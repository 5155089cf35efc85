using System.ComponentModel;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>A thread a group of channels of an image. See <see cref="GroupStatistics"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GroupStatisticsKernels
{
    /// <summary>From channels to groups.</summary>
    public static void Merge(ArrayView<float> moments, int threads, int half, int channels, int groups, int elements)
    {
        var thread = Threads.Index;
        if (thread >= threads)
            return;
        var size = channels / groups;
        var at = (long)(thread / groups) * (2 * half) + thread % groups * size;
        var mean = 0f;
        for (var channel = 0; channel < size; channel++)
            mean += moments[at + channel];
        mean /= size;
        var deviations = 0f;
        for (var channel = 0; channel < size; channel++)
        {
            var difference = moments[at + channel] - mean;
            deviations += moments[at + half + channel] + difference * difference * elements;
        }

        var variance = deviations / ((float)size * elements);
        for (var channel = 0; channel < size; channel++)
        {
            moments[at + channel] = mean;
            moments[at + half + channel] = variance;
        }
    }

    /// <summary>Adds the images' gradients by a parameter to its own, a thread a channel.</summary>
    public static void AddGradients(ArrayView<float> sums, ArrayView<float> gradient, int stride, int batch, int channels)
    {
        var channel = Threads.Index;
        if (channel >= channels)
            return;
        var sum = 0f;
        for (var n = 0; n < batch; n++)
            sum += sums[(long)n * stride + channel];
        gradient[channel] += sum;
    }

    /// <summary>From the gradients of channels to the means of groups.</summary>
    public static void MergeGradients(ArrayView<float> sums, ArrayView<float> gamma, int threads, int half, int hasGamma, int channels, int groups, int elements)
    {
        var thread = Threads.Index;
        if (thread >= threads)
            return;
        var size = channels / groups;
        var first = thread % groups * size;
        var at = (long)(thread / groups) * (2 * half) + first;
        var (mean, product) = (0f, 0f);
        for (var channel = 0; channel < size; channel++)
        {
            var factor = hasGamma != 0 ? gamma[first + channel] : 1f;
            mean += factor * sums[at + channel];
            product += factor * sums[at + half + channel];
        }

        var count = (float)size * elements;
        for (var channel = 0; channel < size; channel++)
        {
            sums[at + channel] = mean / count;
            sums[at + half + channel] = product / count;
        }
    }
}
