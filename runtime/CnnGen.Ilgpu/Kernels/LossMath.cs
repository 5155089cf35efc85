using System.Runtime.CompilerServices;
using CnnGen.Gpu;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>What the kernels of losses have in common.</summary>
internal static class LossMath
{
    /// <summary>The target is the index of a class.</summary>
    public const int IsSparse = GpuLossImages.IsSparse;

    /// <summary>The loss is focal.</summary>
    public const int IsFocal = GpuLossImages.IsFocal;

    /// <summary>The gradient is written.</summary>
    public const int HasGradient = GpuLossImages.HasGradient;

    /// <summary>Images have weights.</summary>
    public const int HasWeights = GpuLossImages.HasWeights;

    /// <summary>The outputs are probabilities.</summary>
    public const int IsProbability = GpuLossImages.IsProbability;

    /// <summary>The outputs are logits, which become probabilities.</summary>
    public const int IsFused = GpuLossImages.IsFused;

    /// <summary>Targets are boxes: an image without an object has neither loss nor gradient.</summary>
    public const int AreBoxes = GpuLossImages.AreBoxes;

    /// <summary>Positive targets have a weight, and the others what it leaves of 1.</summary>
    public const int IsBalanced = GpuLossImages.IsBalanced;

    /// <summary>Probabilities are kept so far from 0 and 1.</summary>
    public const float Epsilon = CnnGen.Losses.Epsilon;

    /// <summary>An image's weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Weight(ArrayView<float> weights, int image, int heads, int flags) => (flags & HasWeights) != 0 ? weights[(long)image * heads] : 1f;

    /// <summary>Whether the loss of an image counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Counts(ArrayView<float> target, long goal, int flags)
    {
        if ((flags & AreBoxes) == 0)
            return true;
        var isWide = target[goal + 2] > target[goal] ? 1 : 0;
        var isHigh = target[goal + 3] > target[goal + 1] ? 1 : 0;
        return (isWide & isHigh) != 0;
    }

    /// <summary>A probability away from 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Inside(float p) => Lane.Min(Lane.Max(p, Epsilon), 1f - Epsilon);

    /// <summary>x to a power, for x from 0 to 1 and a power of at least 0; 1 for a power of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Pow(float x, float power) => Lane.Exp(Lane.Log(Lane.Max(x, 1.17549435e-38f)) * power);

    /// <summary>log(1 + x) for x from 0 to 1, also where x is too small to change 1 (Kahan).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogOnePlus(float x)
    {
        var sum = 1f + x;
        var rounded = sum - 1f;
        return rounded == 0f ? x : (float)Lane.Log(sum) * (x / rounded);
    }
}
