using System.Runtime.CompilerServices;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>A predicted and a true box along one axis, and how what is measured changes with the predicted edges. See <see cref="BoxAxis"/>.</summary>
internal struct BoxSide
{
    public float Length;
    public float LengthByLow;
    public float LengthByHigh;
    public float TargetLength;
    public float Shared;
    public float SharedByLow;
    public float SharedByHigh;
    public float Enclosing;
    public float EnclosingByLow;
    public float EnclosingByHigh;
    public float Missing;
    public float MissingByLow;
    public float MissingByHigh;

    /// <summary>From the true centre to the predicted one; it grows by half of what an edge does.</summary>
    public float Offset;

    private const float LeastPart = 0.1f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BoxSide(float low, float high, float targetLow, float targetHigh)
    {
        var isOrdered = high > low ? 1 : 0;
        Length = isOrdered != 0 ? high - low : 0f;
        LengthByLow = isOrdered != 0 ? -1f : 0f;
        LengthByHigh = isOrdered != 0 ? 1f : 0f;
        TargetLength = targetHigh - targetLow;

        var missing = LeastPart * TargetLength - (high - low);
        var isMissing = missing > 0f ? 1 : 0;
        Missing = isMissing != 0 ? missing : 0f;
        MissingByLow = isMissing != 0 ? 1f : 0f;
        MissingByHigh = isMissing != 0 ? -1f : 0f;

        var shared = (high < targetHigh ? high : targetHigh) - (low > targetLow ? low : targetLow);
        var isShared = shared > 0f ? 1 : 0;
        Shared = isShared != 0 ? shared : 0f;
        SharedByLow = isShared != 0 ? (low > targetLow ? -1f : 0f) : 0f;
        SharedByHigh = isShared != 0 ? (high < targetHigh ? 1f : 0f) : 0f;

        var first = isOrdered != 0 ? low : high;
        var last = isOrdered != 0 ? high : low;
        var byFirst = first < targetLow ? -1f : 0f;
        var byLast = last > targetHigh ? 1f : 0f;
        Enclosing = (last > targetHigh ? last : targetHigh) - (first < targetLow ? first : targetLow);
        EnclosingByLow = isOrdered != 0 ? byFirst : byLast;
        EnclosingByHigh = isOrdered != 0 ? byLast : byFirst;
        Offset = (low + high - targetLow - targetHigh) / 2f;
    }
}
