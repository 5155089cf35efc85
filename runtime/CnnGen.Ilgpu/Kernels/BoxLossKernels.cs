using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>How far boxes are from overlapping the true ones: a thread an image, in single precision. See <see cref="BoxLoss"/>, whose formulas these are.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BoxLossKernels
{
    private const float LeastSquaredDiagonal = 1e-6f;
    private const float SquaredHalfPi = 2.4674011f;

    /// <summary>A thread an image.</summary>
    /// <param name="output">Images x 4.</param>
    /// <param name="target">The first image's target of the head.</param>
    /// <param name="gradient">As output.</param>
    /// <param name="weights">The first image's weight for the head.</param>
    /// <param name="losses">One an image.</param>
    /// <param name="images">Images.</param>
    /// <param name="heads">Weights of an image.</param>
    /// <param name="targets">Targets of an image.</param>
    /// <param name="penalty">The number of a <see cref="BoxPenalty"/>.</param>
    /// <param name="flags">See <see cref="LossMath"/>.</param>
    /// <param name="scale">The weight of the head's loss over the batch's size.</param>
    public static void OfImages(
        ArrayView<float> output, ArrayView<float> target, ArrayView<float> gradient, ArrayView<float> weights, ArrayView<float> losses,
        int images, int heads, int targets, int penalty, int flags, float scale)
    {
        var image = Threads.Index;
        if (image >= images)
            return;
        var (at, goal) = ((long)image * 4, (long)image * targets);
        var weight = LossMath.Weight(weights, image, heads, flags);
        var counts = LossMath.Counts(target, goal, flags);
        var x = new BoxSide(output[at], output[at + 2], target[goal], target[goal + 2]);
        var y = new BoxSide(output[at + 1], output[at + 3], target[goal + 1], target[goal + 3]);
        if ((flags & LossMath.HasGradient) != 0)
        {
            var factor = scale * weight;
            gradient[at] = counts ? Slope(x, y, false, true, penalty) * factor : 0f;
            gradient[at + 1] = counts ? Slope(y, x, false, false, penalty) * factor : 0f;
            gradient[at + 2] = counts ? Slope(x, y, true, true, penalty) * factor : 0f;
            gradient[at + 3] = counts ? Slope(y, x, true, false, penalty) * factor : 0f;
        }

        // A box that reaches to infinity would overlap nothing, which is a number.
        var isFinite = IsFinite(output[at]) & IsFinite(output[at + 1]) & IsFinite(output[at + 2]) & IsFinite(output[at + 3]);
        var loss = isFinite != 0 ? weight * Loss(x, y, penalty) : float.NaN;
        losses[image] = counts ? loss : 0f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Loss(BoxSide x, BoxSide y, int penalty)
    {
        var shared = x.Shared * y.Shared;
        var union = Union(x, y, shared);
        var iou = shared / union;
        var loss = 1f - iou + x.Missing + y.Missing;
        if (penalty == (int)BoxPenalty.Enclosing)
            return loss + 1f - union / (x.Enclosing * y.Enclosing);
        if (penalty == (int)BoxPenalty.None)
            return loss;
        var angle = Angle(x, y);
        var proportions = angle * angle / SquaredHalfPi;
        var weighted = proportions == 0f ? 0f : proportions * proportions / (1f - iou + proportions);
        return loss + Square(x.Offset, y.Offset) / Square(x.Enclosing, y.Enclosing) + weighted;
    }

    /// <summary>The derivative by an edge of an axis.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Slope(BoxSide axis, BoxSide other, bool high, bool isX, int penalty)
    {
        var shared = axis.Shared * other.Shared;
        var union = Union(axis, other, shared);
        var iou = shared / union;
        var lengthBy = high ? axis.LengthByHigh : axis.LengthByLow;
        var bySharing = (high ? axis.SharedByHigh : axis.SharedByLow) * other.Shared;
        var byUnion = lengthBy * other.Length - bySharing;
        var byIou = (bySharing - iou * byUnion) / union;
        var slope = (high ? axis.MissingByHigh : axis.MissingByLow) - byIou;
        if (penalty == (int)BoxPenalty.None)
            return slope;

        var byEnclosing = high ? axis.EnclosingByHigh : axis.EnclosingByLow;
        if (penalty == (int)BoxPenalty.Enclosing)
        {
            var enclosing = axis.Enclosing * other.Enclosing;
            return slope - (byUnion - union / enclosing * byEnclosing * other.Enclosing) / enclosing;
        }

        var diagonal = Square(axis.Enclosing, other.Enclosing);
        var distance = Square(axis.Offset, other.Offset);
        slope += 2f * (axis.Offset * 0.5f - distance / diagonal * axis.Enclosing * byEnclosing) / diagonal;

        var angle = isX ? Angle(axis, other) : Angle(other, axis);
        var proportions = angle * angle / SquaredHalfPi;
        var squaredDiagonal = Square(axis.Length, other.Length);
        var byLength = lengthBy * other.Length / (squaredDiagonal > LeastSquaredDiagonal ? squaredDiagonal : LeastSquaredDiagonal);
        var byProportions = 2f * angle / SquaredHalfPi * (isX ? byLength : -byLength);
        var rest = 1f - iou + proportions;
        var weight = proportions / rest;
        return proportions == 0f ? slope : slope + weight * (2f * byProportions - weight * (byProportions - byIou));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Union(BoxSide x, BoxSide y, float shared) => x.Length * y.Length + x.TargetLength * y.TargetLength - shared;

    /// <summary>From the true diagonal to the predicted one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Angle(BoxSide x, BoxSide y) => AngleOf(x.Length, y.Length) - AngleOf(x.TargetLength, y.TargetLength);

    /// <summary>The angle whose tangent is the quotient of two numbers of at least 0, after Cephes' atanf (Moshier); 0 for two zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float AngleOf(float opposite, float adjacent)
    {
        var isSteep = opposite > adjacent ? 1 : 0;
        var (small, large) = (isSteep != 0 ? adjacent : opposite, isSteep != 0 ? opposite : adjacent);
        var t = small / (large == 0f ? 1f : large);
        var isHigh = t > 0.41421356f ? 1 : 0;
        t = isHigh != 0 ? (t - 1f) / (t + 1f) : t;
        var s = t * t;
        var angle = (((8.05374449538e-2f * s - 1.38776856032e-1f) * s + 1.99777106478e-1f) * s - 3.33329491539e-1f) * s * t + t;
        angle += isHigh != 0 ? 0.78539816f : 0f;
        return isSteep != 0 ? 1.5707963f - angle : angle;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Square(float a, float b) => a * a + b * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IsFinite(float x) => (Interop.FloatAsInt(x) & 0x7F800000) != 0x7F800000 ? 1 : 0;
}
