using System.Numerics;
using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>
/// Cross-entropy over the channels of each pixel, the mean over an image's pixels: -sum(t log p), where log p = x - log(sum exp x) of logits.
/// Focal (Lin et al. 2017): each term times alpha (1 - p)^gamma.
/// </summary>
/// <remarks>
/// With h = p x (derivative of a class's term by its p), which is -t without focus, the gradient by logits is h - p sum(h).
/// </remarks>
/// <param name="isSparse">Whether a pixel's target is the index of its class; else it is a number a class.</param>
/// <param name="smoothing">Part of the target that is spread over all classes.</param>
/// <typeparam name="TFocus">Whether the loss is focal.</typeparam>
internal readonly unsafe struct CategoricalLoss<TFocus>(LossInput input, bool isSparse, float smoothing, float alpha, float gamma) : IImageLoss
    where TFocus : struct, IFocus
{
    public double Of(float* output, float* target, float* gradient, int pixels, int channels, float scale)
    {
        double sum = 0;
        for (int pixel = 0; pixel < pixels; pixel++, output += channels)
        {
            sum += OfPixel(output, target, gradient, channels, scale / pixels);
            target += isSparse ? 1 : channels;
            if (gradient is not null) gradient += channels;
        }

        return sum / pixels;
    }

    private double OfPixel(float* output, float* target, float* gradient, int classes, float scale)
    {
        if (input == LossInput.Probabilities) return OfPixel(output, target, gradient, classes, scale, 0, 0);
        (float max, float sum) = Softmax.Normalizer(output, classes);
        return OfPixel(output, target, gradient, classes, scale, max, (float)Math.Log(sum));
    }

    /// <param name="max">The largest logit.</param>
    /// <param name="logSum">The logarithm of the sum of exp(x - max).</param>
    private double OfPixel(float* output, float* target, float* gradient, int classes, float scale, float max, float logSum)
    {
        int label = isSparse ? (int)*target : 0;
        var (loss, slopes) = (Vector<float>.Zero, Vector<float>.Zero);
        for (int i = 0; i < classes; i += Lanes.Count)
        {
            var t = Target(target, label, i, classes);
            loss += Term(LogProbability(output, i, classes, max, logSum), t, out var slope);
            slopes += slope;
        }

        if (gradient is not null || input == LossInput.FusedLogits)
        {
            var slopeSum = Vector.Create(Vector.Sum(slopes));
            for (int i = 0; i < classes; i += Lanes.Count)
            {
                var logP = LogProbability(output, i, classes, max, logSum);
                var p = LaneMath.Exp(logP);
                if (gradient is not null)
                {
                    _ = Term(logP, Target(target, label, i, classes), out var slope);
                    Lanes.Store(Vector.Create(scale) * ByOutput(output + i, slope, p, slopeSum), gradient + i, classes - i);
                }

                if (input == LossInput.FusedLogits) Lanes.Store(p, output + i, classes - i);
            }
        }

        return Vector.Sum(loss);
    }

    /// <summary>The target of classes from one on: 0 behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> Target(float* target, int label, int i, int classes)
    {
        var spread = Vector.Create(smoothing / classes);
        var t = isSparse
            ? Vector.ConditionalSelect(Vector.Equals(Vector<int>.Indices, Vector.Create(label - i)).As<int, float>(), Vector.Create(1 - smoothing) + spread, spread)
            : (Vector.Load(target + i) * Vector.Create(1 - smoothing)) + spread;
        return Vector.ConditionalSelect(Lanes.Of(classes - i), t, Vector<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> LogProbability(float* output, int i, int classes, float max, float logSum)
    {
        if (input == LossInput.Probabilities)
            return LaneMath.Log(Vector.Min(Vector.Max(Lanes.Load(output + i, classes - i), Vector.Create(Losses.Epsilon)), Vector.Create(1 - Losses.Epsilon)));
        return Lanes.Load(output + i, classes - i, float.NegativeInfinity) - Vector.Create(max) - Vector.Create(logSum);
    }

    /// <summary>The losses of classes, and the derivative of each by the logarithm of its probability. What has no target has no loss.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> Term(Vector<float> logP, Vector<float> t, out Vector<float> slope)
    {
        var without = Vector.Equals(t, Vector<float>.Zero);
        var loss = -t * logP;
        slope = -t;
        if (TFocus.IsFocal)
        {
            var p = LaneMath.Exp(logP);
            var wrong = Vector.Max(Vector<float>.One - p, Vector<float>.Zero);
            var isRight = Vector.Equals(wrong, Vector<float>.Zero);

            // log(p) / (1 - p) goes to -1 where p goes to 1.
            var ratio = Vector.ConditionalSelect(isRight, -Vector<float>.One, logP / Vector.ConditionalSelect(isRight, Vector<float>.One, wrong));
            var factor = LaneMath.Pow(wrong, gamma) * Vector.Create(alpha);
            loss *= factor;
            slope = Vector.ConditionalSelect(without, Vector<float>.Zero, t * factor * ((Vector.Create(gamma) * p * ratio) - Vector<float>.One));
        }

        return Vector.ConditionalSelect(without, Vector<float>.Zero, loss);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> ByOutput(float* output, Vector<float> slope, Vector<float> p, Vector<float> slopeSum)
    {
        if (input != LossInput.Probabilities) return slope - (p * slopeSum);
        var given = Vector.Load(output);
        var isKept = Vector.GreaterThanOrEqual(given, Vector.Create(Losses.Epsilon)) & Vector.LessThanOrEqual(given, Vector.Create(1 - Losses.Epsilon));
        return Vector.ConditionalSelect(isKept.As<int, float>(), slope / given, Vector<float>.Zero);
    }
}
