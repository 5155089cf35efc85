using System.ComponentModel;

namespace CnnGen;

/// <summary>
/// What the channels of a group have in common in a group normalization: Y. Wu, K. He, "Group Normalization", ECCV 2018. Numbers of an image lie as one
/// a channel, and behind them, at a distance, another one a channel.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class GroupStatistics
{
    /// <summary>From the mean and the sum of squared deviations of each channel to the mean and the variance of its group.</summary>
    /// <param name="moments">For each image the means, then the squared deviations; overwritten.</param>
    /// <param name="half">Floats from the means to the deviations; twice that to the next image.</param>
    /// <param name="elements">Elements of a channel.</param>
    public static void Merge(float* moments, int half, int batch, int channels, int groups, int elements)
    {
        var size = channels / groups;
        for (var first = moments; first < moments + 2L * half * batch; first += 2 * half)
        {
            for (var group = first; group < first + channels; group += size)
            {
                var (mean, deviations) = (0.0, 0.0);
                for (var channel = 0; channel < size; channel++)
                    mean += group[channel];
                mean /= size;
                for (var channel = 0; channel < size; channel++)
                    deviations += group[half + channel] + (group[channel] - mean) * (group[channel] - mean) * elements;
                new Span<float>(group, size).Fill((float)mean);
                new Span<float>(group + half, size).Fill((float)(deviations / ((double)size * elements)));
            }
        }
    }

    /// <summary>
    /// Adds each image's gradients by beta and gamma to those of the parameters, and puts in their place the means over the group of what the gradient
    /// of the normalized input is, and of its product with that input.
    /// </summary>
    /// <param name="sums">For each image the gradients by beta, then those by gamma; overwritten.</param>
    /// <param name="half">Floats from the first to the second; twice that to the next image.</param>
    /// <param name="gamma">Null where there is none.</param>
    /// <param name="gammaGradient">Null where there is no gamma.</param>
    /// <param name="betaGradient">Null where there is no beta.</param>
    /// <param name="elements">Elements of a channel.</param>
    public static void MergeGradients(
        float* sums, int half, float* gamma, float* gammaGradient, float* betaGradient, int batch, int channels, int groups, int elements)
    {
        var size = channels / groups;
        for (var first = sums; first < sums + 2L * half * batch; first += 2 * half)
        {
            for (var start = 0; start < channels; start += size)
            {
                var (mean, product) = (0.0, 0.0);
                for (var channel = start; channel < start + size; channel++)
                {
                    if (betaGradient != null)
                        betaGradient[channel] += first[channel];
                    if (gammaGradient != null)
                        gammaGradient[channel] += first[half + channel];
                    var factor = gamma == null ? 1.0 : gamma[channel];
                    mean += factor * first[channel];
                    product += factor * first[half + channel];
                }

                var count = (double)size * elements;
                new Span<float>(first + start, size).Fill((float)(mean / count));
                new Span<float>(first + half + start, size).Fill((float)(product / count));
            }
        }
    }
}
