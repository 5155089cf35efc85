using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>Losses of single outputs, the mean over an image: a thread an image, or, where it has many outputs, a group. See <see cref="Losses"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ElementLossKernels
{
    /// <summary>A thread an image.</summary>
    /// <param name="output">Images x length.</param>
    /// <param name="target">The first image's target of the head.</param>
    /// <param name="gradient">As output.</param>
    /// <param name="weights">The first image's weight for the head.</param>
    /// <param name="losses">One an image.</param>
    /// <param name="images">Images.</param>
    /// <param name="length">Outputs of an image.</param>
    /// <param name="heads">Weights of an image.</param>
    /// <param name="targets">Targets of an image.</param>
    /// <param name="kind">Which loss.</param>
    /// <param name="flags">See <see cref="LossMath"/>.</param>
    /// <param name="smoothing">Part of each target that is drawn towards 1/2; delta of Huber's loss.</param>
    /// <param name="alpha">The weight of positive targets, where classes are balanced.</param>
    /// <param name="gamma">Of focal losses.</param>
    /// <param name="scale">The weight of the head's loss over the batch's size.</param>
    public static void OfImages(
        ArrayView<float> output, ArrayView<float> target, ArrayView<float> gradient, ArrayView<float> weights, ArrayView<float> losses,
        int images, int length, int heads, int targets, int kind, int flags, float smoothing, float alpha, float gamma, float scale)
    {
        var image = Threads.Index;
        if (image >= images)
            return;
        var weight = LossMath.Weight(weights, image, heads, flags);
        var sum = OfElements(output, target, gradient, image, length, targets, kind, flags, smoothing, alpha, gamma, scale * weight / length, 0, 1);
        losses[image] = weight * (sum / length);
    }

    /// <summary>As <see cref="OfImages"/>, a group an image.</summary>
    public static void OfLargeImages(
        ArrayView<float> output, ArrayView<float> target, ArrayView<float> gradient, ArrayView<float> weights, ArrayView<float> losses,
        int images, int length, int heads, int targets, int kind, int flags, float smoothing, float alpha, float gamma, float scale)
    {
        var image = Grid.IdxX;
        var weight = LossMath.Weight(weights, image, heads, flags);
        var part = OfElements(
            output, target, gradient, image, length, targets, kind, flags, smoothing, alpha, gamma, scale * weight / length, Group.IdxX, GroupReduction.Size);
        var sum = GroupReduction.Sum(part);
        if (Group.IdxX == 0)
            losses[image] = weight * (sum / length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float OfElements(
        ArrayView<float> output, ArrayView<float> target, ArrayView<float> gradient, int image, int length, int targets, int kind, int flags,
        float smoothing, float alpha, float gamma, float scale, int first, int step)
    {
        var (start, goal, sum) = ((long)image * length, (long)image * targets, 0f);
        var counts = LossMath.Counts(target, goal, flags);
        for (var i = first; i < length; i += step)
        {
            var loss = Of(kind, output[start + i], target[goal + i], flags, smoothing, alpha, gamma, out var slope, out var p);
            if ((flags & LossMath.IsFused) != 0)
                output[start + i] = p;
            if ((flags & LossMath.HasGradient) != 0)
                gradient[start + i] = counts ? slope * scale : 0f;
            sum += counts ? loss : 0f;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Of(int kind, float output, float target, int flags, float smoothing, float alpha, float gamma, out float slope, out float p)
    {
        var error = output - target;
        p = output;
        if (kind == Gpu.Losses.Binary)
            return OfBinary(output, target * (1f - smoothing) + smoothing / 2f, flags, alpha, gamma, out slope, out p);
        if (kind == Gpu.Losses.Squared)
        {
            slope = error + error;
            return error * error;
        }

        if (kind == Gpu.Losses.Absolute)
        {
            slope = error == 0f ? 0f : Lane.CopySign(1f, error);
            return Lane.Abs(error);
        }

        slope = Lane.Min(Lane.Max(error, -smoothing), smoothing);
        return slope * (error - slope * 0.5f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float OfBinary(float output, float t, int flags, float alpha, float gamma, out float slope, out float p)
    {
        float rest;
        float loss;
        var isProbability = (flags & LossMath.IsProbability) != 0;
        if (isProbability)
        {
            p = LossMath.Inside(output);
            rest = 1f - p;
            loss = -(t * (float)Lane.Log(p) + (1f - t) * (float)Lane.Log(rest));
        }
        else
        {
            // max(x, 0) - x t + log(1 + exp(-|x|)), which can't overflow.
            var e = (float)Lane.Exp(-Lane.Abs(output));
            var share = 1f / (1f + e);
            p = output >= 0f ? share : e * share;
            rest = output >= 0f ? e * share : share;
            loss = (float)Lane.Max(output, 0f) - output * t + LossMath.LogOnePlus(e);
        }

        var byLogit = p - t;
        if ((flags & LossMath.IsFocal) != 0)
        {
            // The part that the model is wrong by, 1 - p_t; where it is 0, so is the loss.
            var wrong = t * rest + (1f - t) * p;
            var byWrong = loss * p * rest / (wrong == 0f ? 1f : wrong);
            var factor = LossMath.Pow(wrong, gamma) * ((flags & LossMath.IsBalanced) != 0 ? t * alpha + (1f - t) * (1f - alpha) : 1f);
            byLogit = factor * (byLogit + gamma * (1f - t - t) * byWrong);
            loss *= factor;
        }

        slope = isProbability ? (p == output ? byLogit / (p * rest) : 0f) : byLogit;
        return loss;
    }
}
