using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>Where the pixels of one row of a changed image come from.</summary>
/// <param name="crop">Where the crop starts.</param>
internal readonly struct SourceLine(float stepX, float startX, float stepY, float startY, int crop, int width, int height)
{
    /// <summary>Whether the pixel lies in the crop's padding.</summary>
    public bool IsPadding(int x) => (uint)(x + crop) >= (uint)width;

    /// <summary>Whether the pixel comes from four pixels of the image. Those that do are one run: rounding keeps the order of the places.</summary>
    public bool IsInside(int x)
    {
        At(x, out var left, out var top, out _, out _);
        return !IsPadding(x) && (uint)left < (uint)(width - 1) && (uint)top < (uint)(height - 1);
    }

    /// <summary>The pixel to the left and above, and how far away it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At(int x, out int left, out int top, out Vector128<float> weightX, out Vector128<float> weightY)
    {
        var (fromX, fromY) = (stepX * (x + crop) + startX, stepY * (x + crop) + startY);
        var (floorX, floorY) = (MathF.Floor(fromX), MathF.Floor(fromY));
        (left, top) = (float.ConvertToIntegerNative<int>(floorX), float.ConvertToIntegerNative<int>(floorY));
        (weightX, weightY) = (Vector128.Create(fromX - floorX), Vector128.Create(fromY - floorY));
    }
}
