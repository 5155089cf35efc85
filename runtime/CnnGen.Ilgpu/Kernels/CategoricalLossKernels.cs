using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>Cross-entropies over the channels of each pixel: a thread an image, or, where it has many pixels or classes, a group. See <see cref="Losses"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CategoricalLossKernels
{
    /// <summary>A thread an image.</summary>
    /// <param name="output">Images x pixels x channels.</param>
    /// <param name="target">The first image's target of the head.</param>
    /// <param name="gradient">As output.</param>
    /// <param name="weights">The first image's weight for the head.</param>
    /// <param name="losses">One an image.</param>
    /// <param name="images">Images.</param>
    /// <param name="pixels">Pixels of an image.</param>
    /// <param name="channels">Classes.</param>
    /// <param name="heads">Weights of an image.</param>
    /// <param name="targets">Targets of an image.</param>
    /// <param name="flags">See <see cref="LossMath"/>.</param>
    /// <param name="smoothing">Part of the target that is spread over all classes.</param>
    /// <param name="alpha">Of focal losses.</param>
    /// <param name="gamma">Of focal losses.</param>
    /// <param name="scale">The weight of the head's loss over the batch's size.</param>
    public static void OfImages(
        ArrayView<float> output, ArrayView<float> target, ArrayView<float> gradient, ArrayView<float> weights, ArrayView<float> losses,
        int images, int pixels, int channels, int heads, int targets, int flags, float smoothing, float alpha, float gamma, float scale)
    {
        var image = Threads.Index;
        if (image >= images)
            return;
        var weight = LossMath.Weight(weights, image, heads, flags);
        var sum = OfPixels(output, target, gradient, image, pixels, channels, targets, flags, smoothing, alpha, gamma, scale * weight, 0, 1);
        losses[image] = weight * (sum / pixels);
    }

    /// <summary>As <see cref="OfImages"/>, a group an image.</summary>
    public static void OfLargeImages(
        ArrayView<float> output, ArrayView<float> target, ArrayView<float> gradient, ArrayView<float> weights, ArrayView<float> losses,
        int images, int pixels, int channels, int heads, int targets, int flags, float smoothing, float alpha, float gamma, float scale)
    {
        var image = Grid.IdxX;
        var weight = LossMath.Weight(weights, image, heads, flags);
        var part = OfPixels(output, target, gradient, image, pixels, channels, targets, flags, smoothing, alpha, gamma, scale * weight, Group.IdxX, GroupReduction.Size);
        var sum = GroupReduction.Sum(part);
        if (Group.IdxX == 0)
            losses[image] = weight * (sum / pixels);
    }

    /// <summary>As <see cref="OfImages"/>, a group an image, whose threads share the classes of a pixel.</summary>
    public static void OfManyClasses(
        ArrayView<float> output, ArrayView<float> target, ArrayView<float> gradient, ArrayView<float> weights, ArrayView<float> losses,
        int images, int pixels, int channels, int heads, int targets, int flags, float smoothing, float alpha, float gamma, float scale)
    {
        var image = Grid.IdxX;
        var weight = LossMath.Weight(weights, image, heads, flags);
        var sum = 0f;
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var at = ((long)image * pixels + pixel) * channels;
            var goal = Goal(image, pixel, channels, targets, flags);
            var (max, logSum) = (0f, 0f);
            if ((flags & LossMath.IsProbability) == 0)
            {
                max = GroupReduction.Max(SoftmaxKernels.Largest(output, at, channels, Group.IdxX, GroupReduction.Size));
                logSum = Lane.Log(GroupReduction.Sum(SoftmaxKernels.SumOfPowers(output, at, channels, max, Group.IdxX, GroupReduction.Size)));
            }

            sum += OfClasses(output, target, at, goal, channels, flags, smoothing, alpha, gamma, max, logSum, Group.IdxX, GroupReduction.Size, out var part);
            var slopes = GroupReduction.Sum(part);
            Store(output, target, gradient, at, goal, channels, flags, smoothing, alpha, gamma, scale * weight / pixels, max, logSum, slopes, Group.IdxX, GroupReduction.Size);
        }

        var loss = GroupReduction.Sum(sum);
        if (Group.IdxX == 0)
            losses[image] = weight * (loss / pixels);
    }

    /// <summary>The sum over every step-th pixel from the first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float OfPixels(
        ArrayView<float> output, ArrayView<float> target, ArrayView<float> gradient, int image, int pixels, int channels, int targets, int flags,
        float smoothing, float alpha, float gamma, float scale, int first, int step)
    {
        var sum = 0f;
        for (var pixel = first; pixel < pixels; pixel += step)
        {
            var at = ((long)image * pixels + pixel) * channels;
            var goal = Goal(image, pixel, channels, targets, flags);
            sum += OfPixel(output, target, gradient, at, goal, channels, flags, smoothing, alpha, gamma, scale / pixels);
        }

        return sum;
    }

    /// <summary>Where the target of a pixel is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Goal(int image, int pixel, int channels, int targets, int flags) =>
        (long)image * targets + ((flags & LossMath.IsSparse) != 0 ? pixel : (long)pixel * channels);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float OfPixel(
        ArrayView<float> output, ArrayView<float> target, ArrayView<float> gradient, long at, long goal, int classes, int flags, float smoothing, float alpha, float gamma, float scale)
    {
        var (max, logSum) = (0f, 0f);
        if ((flags & LossMath.IsProbability) == 0)
        {
            max = SoftmaxKernels.Largest(output, at, classes, 0, 1);
            logSum = Lane.Log(SoftmaxKernels.SumOfPowers(output, at, classes, max, 0, 1));
        }

        var loss = OfClasses(output, target, at, goal, classes, flags, smoothing, alpha, gamma, max, logSum, 0, 1, out var slopes);
        Store(output, target, gradient, at, goal, classes, flags, smoothing, alpha, gamma, scale, max, logSum, slopes, 0, 1);
        return loss;
    }

    /// <summary>The loss of every step-th class from the first on, and the sum of its derivatives by the logarithms of probabilities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float OfClasses(
        ArrayView<float> output, ArrayView<float> target, long at, long goal, int classes, int flags, float smoothing, float alpha, float gamma,
        float max, float logSum, int first, int step, out float slopes)
    {
        var isProbability = (flags & LossMath.IsProbability) != 0;
        var loss = 0f;
        slopes = 0f;
        for (var i = first; i < classes; i += step)
        {
            var logP = LogProbability(output[at + i], max, logSum, isProbability);
            loss += Term(logP, Target(target, goal, i, classes, flags, smoothing), flags, alpha, gamma, out var slope);
            slopes += slope;
        }

        return loss;
    }

    /// <summary>Writes the gradients of every step-th class, and its probability in place of its output, where they are asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        ArrayView<float> output, ArrayView<float> target, ArrayView<float> gradient, long at, long goal, int classes, int flags, float smoothing, float alpha, float gamma,
        float scale, float max, float logSum, float slopes, int first, int step)
    {
        if ((flags & (LossMath.HasGradient | LossMath.IsFused)) == 0)
            return;
        var isProbability = (flags & LossMath.IsProbability) != 0;
        for (var i = first; i < classes; i += step)
        {
            var given = output[at + i];
            var logP = LogProbability(given, max, logSum, isProbability);
            var p = (float)Lane.Exp(logP);
            if ((flags & LossMath.HasGradient) != 0)
            {
                Term(logP, Target(target, goal, i, classes, flags, smoothing), flags, alpha, gamma, out var slope);
                var ofProbability = given >= LossMath.Epsilon ? (given <= 1f - LossMath.Epsilon ? slope / given : 0f) : 0f;
                gradient[at + i] = scale * (isProbability ? ofProbability : slope - p * slopes);
            }

            if ((flags & LossMath.IsFused) != 0)
                output[at + i] = p;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Target(ArrayView<float> target, long goal, int i, int classes, int flags, float smoothing)
    {
        var spread = smoothing / classes;
        if ((flags & LossMath.IsSparse) == 0)
            return target[goal + i] * (1f - smoothing) + spread;
        return (int)target[goal] == i ? 1f - smoothing + spread : spread;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LogProbability(float x, float max, float logSum, bool isProbability) =>
        isProbability ? Lane.Log(LossMath.Inside(x)) : x - max - logSum;

    /// <summary>The loss of a class, and its derivative by the logarithm of its probability. What has no target has no loss.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Term(float logP, float t, int flags, float alpha, float gamma, out float slope)
    {
        var loss = -t * logP;
        slope = -t;
        if ((flags & LossMath.IsFocal) != 0)
        {
            var p = (float)Lane.Exp(logP);
            var wrong = (float)Lane.Max(1f - p, 0f);

            // log(p) / (1 - p) goes to -1 where p goes to 1.
            var ratio = wrong == 0f ? -1f : logP / wrong;
            var factor = LossMath.Pow(wrong, gamma) * alpha;
            loss *= factor;
            slope = t == 0f ? 0f : t * factor * (gamma * p * ratio - 1f);
        }

        return t == 0f ? 0f : loss;
    }
}
