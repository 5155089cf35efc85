namespace CnnGen;

/// <summary>A box in an image, relative to its size: (0, 0) is the top left corner, (1, 1) the bottom right one. The default value is <see cref="None"/>.</summary>
/// <param name="XMin">The left edge.</param>
/// <param name="YMin">The top edge.</param>
/// <param name="XMax">The right edge.</param>
/// <param name="YMax">The bottom edge.</param>
public readonly partial record struct BoundingBox(float XMin, float YMin, float XMax, float YMax)
{
    /// <summary>No box: four zeros. As a target it says that the image has no object, so that losses and metrics of boxes leave the image out.</summary>
    public static BoundingBox None => default;

    /// <summary>From the left to the right edge; negative where a network puts them the wrong way round.</summary>
    public float Width => XMax - XMin;

    /// <summary>From the top to the bottom edge; negative where a network puts them the wrong way round.</summary>
    public float Height => YMax - YMin;

    /// <summary>Half-way between the left and the right edge.</summary>
    public float CenterX => (XMin + XMax) / 2;

    /// <summary>Half-way between the top and the bottom edge.</summary>
    public float CenterY => (YMin + YMax) / 2;

    /// <summary>Width times height; 0 where an edge is on the wrong side of the other.</summary>
    public float Area => Math.Max(0, Width) * Math.Max(0, Height);

    /// <summary>Whether both pairs of edges are in order and apart.</summary>
    public bool HasArea => XMax > XMin && YMax > YMin;

    /// <summary>The four numbers of a network's output: xmin, ymin, xmax, ymax.</summary>
    /// <exception cref="ArgumentException">There are not four numbers.</exception>
    public static BoundingBox From(ReadOnlySpan<float> values) => values.Length == 4
        ? new BoundingBox(values[0], values[1], values[2], values[3])
        : throw new ArgumentException($"A bounding box has 4 numbers (xmin, ymin, xmax, ymax); got {values.Length}.", nameof(values));

    /// <summary>A box by its centre and its size, all relative to the image.</summary>
    public static BoundingBox FromCenter(float centerX, float centerY, float width, float height) =>
        new(centerX - width / 2, centerY - height / 2, centerX + width / 2, centerY + height / 2);

    /// <summary>A box by its edges in pixels of an image. An edge lies between pixels: the first pixel reaches from 0 to 1.</summary>
    /// <param name="imageWidth">Pixels of a row, at least 1.</param>
    /// <param name="imageHeight">Rows, at least 1.</param>
    public static BoundingBox FromPixels(double xMin, double yMin, double xMax, double yMax, int imageWidth, int imageHeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(imageWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(imageHeight);
        return new((float)(xMin / imageWidth), (float)(yMin / imageHeight), (float)(xMax / imageWidth), (float)(yMax / imageHeight));
    }

    /// <summary>The edges in pixels of an image, as <see cref="FromPixels"/> takes them.</summary>
    public (float XMin, float YMin, float XMax, float YMax) ToPixels(int imageWidth, int imageHeight) =>
        (XMin * imageWidth, YMin * imageHeight, XMax * imageWidth, YMax * imageHeight);

    /// <summary>Writes xmin, ymin, xmax and ymax, as the target of a network.</summary>
    /// <exception cref="ArgumentException">There is no room for four numbers.</exception>
    public void CopyTo(Span<float> values)
    {
        if (values.Length < 4)
            throw new ArgumentException($"A bounding box has 4 numbers (xmin, ymin, xmax, ymax); there is room for {values.Length}.", nameof(values));
        (values[0], values[1], values[2], values[3]) = (XMin, YMin, XMax, YMax);
    }

    /// <summary>The same box with its edges in order, as the corners of one that was written the wrong way round.</summary>
    public BoundingBox Ordered() => new(Math.Min(XMin, XMax), Math.Min(YMin, YMax), Math.Max(XMin, XMax), Math.Max(YMin, YMax));

    /// <summary>The part of the box that lies in the image; <see cref="None"/> where there is none.</summary>
    public BoundingBox Clipped() => Intersect(new BoundingBox(0, 0, 1, 1));
}
