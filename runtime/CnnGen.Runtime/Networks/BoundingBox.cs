namespace CnnGen;

/// <summary>A box in an image, relative to its size: (0, 0) is the top left corner, (1, 1) the bottom right one.</summary>
/// <param name="XMin">The left edge.</param>
/// <param name="YMin">The top edge.</param>
/// <param name="XMax">The right edge.</param>
/// <param name="YMax">The bottom edge.</param>
public readonly record struct BoundingBox(float XMin, float YMin, float XMax, float YMax)
{
    /// <summary>From the left to the right edge; negative where a network puts them the wrong way round.</summary>
    public float Width => XMax - XMin;

    /// <summary>From the top to the bottom edge; negative where a network puts them the wrong way round.</summary>
    public float Height => YMax - YMin;

    /// <summary>Width times height; 0 where an edge is on the wrong side of the other.</summary>
    public float Area => Math.Max(0, Width) * Math.Max(0, Height);

    /// <summary>The four numbers of a network's output: xmin, ymin, xmax, ymax.</summary>
    /// <exception cref="ArgumentException">There are not four numbers.</exception>
    public static BoundingBox From(ReadOnlySpan<float> values) => values.Length == 4
        ? new BoundingBox(values[0], values[1], values[2], values[3])
        : throw new ArgumentException($"A bounding box has 4 numbers (xmin, ymin, xmax, ymax); got {values.Length}.", nameof(values));

    /// <summary>The same box with its edges in order, as the corners of one that was written the wrong way round.</summary>
    public BoundingBox Ordered() => new(Math.Min(XMin, XMax), Math.Min(YMin, YMax), Math.Max(XMin, XMax), Math.Max(YMin, YMax));

    /// <summary>The area that both cover over the area that at least one covers, 0 to 1; 0 where neither has an area.</summary>
    /// <remarks>The Jaccard index. A box with an edge on the wrong side has no area; see <see cref="Ordered"/>.</remarks>
    public float IntersectionOverUnion(BoundingBox other)
    {
        var shared = new BoundingBox(
            Math.Max(XMin, other.XMin), Math.Max(YMin, other.YMin), Math.Min(XMax, other.XMax), Math.Min(YMax, other.YMax)).Area;
        var union = Area + other.Area - shared;
        return union > 0 ? shared / union : 0;
    }
}
