namespace CnnGen;

/// <summary>
/// Where a pixel of a changed image comes from: x = XX * x' + XY * y' + X0, y = YX * x' + YY * y' + Y0. Pixels are at whole numbers, from the top left corner.
/// </summary>
internal readonly record struct AffineMap(double XX, double XY, double X0, double YX, double YY, double Y0)
{
    /// <summary>Whether every pixel comes from one pixel: flips and shifts only.</summary>
    public bool IsWhole =>
        XY == 0 && YX == 0 && Math.Abs(XX) == 1 && Math.Abs(YY) == 1 && X0 == Math.Floor(X0) && Y0 == Math.Floor(Y0);

    /// <summary>Where a pixel of the image goes.</summary>
    public AffineMap Inverse()
    {
        var area = XX * YY - XY * YX;
        var (xx, xy, yx, yy) = (YY / area, -XY / area, -YX / area, XX / area);
        return new AffineMap(xx, xy, -(xx * X0 + xy * Y0), yx, yy, -(yx * X0 + yy * Y0));
    }

    /// <summary>The image flipped, then turned (counter-clockwise), then zoomed about its centre, then shifted.</summary>
    /// <param name="zoom">How much is shown, as a factor of height and width.</param>
    /// <param name="angle">In radians.</param>
    public static AffineMap Of(int height, int width, bool flipX, bool flipY, double angle, double zoom, int shiftX, int shiftY)
    {
        // From the changed image back: unshifted, about the centre, unzoomed, unturned, unflipped.
        var (centreX, centreY) = ((width - 1) / 2.0, (height - 1) / 2.0);
        var (sin, cos) = Math.SinCos(angle);
        var (signX, signY) = (flipX ? -zoom : zoom, flipY ? -zoom : zoom);
        var (xx, xy, yx, yy) = (signX * cos, -signX * sin, signY * sin, signY * cos);
        var (x, y) = (centreX + shiftX, centreY + shiftY);
        return new AffineMap(xx, xy, centreX - xx * x - xy * y, yx, yy, centreY - yx * x - yy * y);
    }
}
