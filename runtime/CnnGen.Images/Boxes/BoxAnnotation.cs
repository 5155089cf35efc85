namespace CnnGen;

/// <summary>What an image file shows and where: a row of a manifest, or an object of a Pascal VOC file.</summary>
/// <param name="File">The image file, relative to the folder of the images.</param>
/// <param name="ClassName">The class of the object.</param>
/// <param name="XMin">The left edge in pixels. Edges lie between pixels: the first pixel reaches from 0 to 1.</param>
/// <param name="YMin">The top edge in pixels.</param>
/// <param name="XMax">The right edge in pixels.</param>
/// <param name="YMax">The bottom edge in pixels. Four zeros: the image has no object.</param>
/// <param name="Width">Pixels of a row of the image that the edges were measured in; null: those of the file.</param>
/// <param name="Height">Rows of the image that the edges were measured in; null: those of the file.</param>
public sealed record BoxAnnotation(
    string File, string ClassName, double XMin, double YMin, double XMax, double YMax, int? Width = null, int? Height = null)
{
    /// <summary>Whether there is an object.</summary>
    public bool HasObject => (XMin, YMin, XMax, YMax) != (0, 0, 0, 0);

    /// <summary>The box in an image, cut at its edges.</summary>
    /// <param name="imageWidth">Pixels of a row of the file's image, for where the annotation does not say the size that it was measured in.</param>
    /// <param name="imageHeight">Rows of the file's image.</param>
    /// <exception cref="InvalidDataException">Edges are the wrong way round, or the box lies outside of the image.</exception>
    public BoundingBox ToBox(int imageWidth, int imageHeight)
    {
        if (!HasObject)
            return BoundingBox.None;
        var (width, height) = (Width ?? imageWidth, Height ?? imageHeight);
        var box = BoundingBox.FromPixels(XMin, YMin, XMax, YMax, width, height).Clipped();
        return XMin < XMax && YMin < YMax && box.HasArea
            ? box
            : throw new InvalidDataException(FormattableString.Invariant(
                $"{File}: found a box from {XMin}, {YMin} to {XMax}, {YMax}, expected xmin < xmax and ymin < ymax within {width} x {height} pixels."));
    }
}
