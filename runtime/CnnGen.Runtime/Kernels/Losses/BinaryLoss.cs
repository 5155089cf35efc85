using System.Numerics;
using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>
/// Binary cross-entropy of each output: -(t log p + (1 - t) log(1 - p)), where p = sigmoid(x) of a logit; the derivative by the logit is p - t.
/// Focal (Lin et al. 2017): times (1 - p_t)^gamma with p_t = t p + (1 - t)(1 - p), and times alpha t + (1 - alpha)(1 - t) where classes are balanced.
/// </summary>
/// <param name="smoothing">Part of each target that is drawn towards 1/2.</param>
/// <param name="alpha">The weight of positive targets; 1 - alpha that of the others. NaN: both have the weight 1.</param>
/// <typeparam name="TFocus">Whether the loss is focal.</typeparam>
internal readonly struct BinaryLoss<TFocus>(LossInput input, float smoothing, float alpha, float gamma) : IElementLoss
    where TFocus : struct, IFocus
{
    public bool ChangesOutput => input == LossInput.FusedLogits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(ref Vector<float> output, Vector<float> target, out Vector<float> slope)
    {
        var one = Vector<float>.One;
        var t = (target * Vector.Create(1 - smoothing)) + Vector.Create(smoothing / 2);
        var loss = input == LossInput.Probabilities ? OfProbability(output, t, out var p, out var rest) : OfLogit(output, t, out p, out rest);
        var byLogit = p - t;
        if (TFocus.IsFocal)
        {
            // The part that the model is wrong by, 1 - p_t; where it is 0, so is the loss.
            var wrong = (t * rest) + ((one - t) * p);
            var byWrong = loss * p * rest / Vector.ConditionalSelect(Vector.Equals(wrong, Vector<float>.Zero), one, wrong);
            var factor = LaneMath.Pow(wrong, gamma);
            if (!float.IsNaN(alpha)) factor *= (t * Vector.Create(alpha)) + ((one - t) * Vector.Create(1 - alpha));
            byLogit = factor * (byLogit + (Vector.Create(gamma) * (one - t - t) * byWrong));
            loss *= factor;
        }

        slope = input == LossInput.Probabilities
            ? Vector.ConditionalSelect(Vector.Equals(p, output), byLogit / (p * rest), Vector<float>.Zero)
            : byLogit;
        if (input == LossInput.FusedLogits) output = p;
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> OfProbability(Vector<float> output, Vector<float> t, out Vector<float> p, out Vector<float> rest)
    {
        p = Vector.Min(Vector.Max(output, Vector.Create(Losses.Epsilon)), Vector.Create(1 - Losses.Epsilon));
        rest = Vector<float>.One - p;
        return -((t * LaneMath.Log(p)) + ((Vector<float>.One - t) * LaneMath.Log(rest)));
    }

    /// <summary>max(x, 0) - x t + log(1 + exp(-|x|)), which can't overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> OfLogit(Vector<float> x, Vector<float> t, out Vector<float> p, out Vector<float> rest)
    {
        var e = LaneMath.Exp(-Vector.Abs(x));
        var share = Vector<float>.One / (Vector<float>.One + e);
        var isPositive = Vector.GreaterThanOrEqual(x, Vector<float>.Zero);
        p = Vector.ConditionalSelect(isPositive, share, e * share);
        rest = Vector.ConditionalSelect(isPositive, e * share, share);
        return Vector.Max(x, Vector<float>.Zero) - (x * t) + LaneMath.LogOnePlus(e);
    }
}
